package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ltet.portal.PortalApplication;
import org.ltet.portal.operations.Rate;
import org.ltet.portal.operations.Throttle;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.RealRedis;
import org.ltet.portal.testing.TestDatabase;
import org.ltet.portal.testing.WebSession;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;

/** ACC-6, ACC-9, OPS-4: two nodes over one real Redis and one PostgreSQL know the same sessions and throttles. */
class TwoNodesTest {

    private static final String PASSWORD = "a long enough pass phrase";
    private static final String NUMBER = "52000001";

    private static RealRedis redis;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
        Map<String, Object> database = TestDatabase.freshDatabase();
        first = node(database);
        second = node(database);
        first.getBean(Accounts.class)
                .open(new NewAccount(NUMBER, "Two Nodes", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        redis.close();
    }

    private static ConfigurableApplicationContext node(Map<String, Object> database) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.data.redis.url=" + redis.url(),
                "--portal.data-directory=target/test-data-nodes",
                "--portal.jobs.enabled=false",
                "--spring.main.banner-mode=off"));
        database.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new SpringApplicationBuilder(PortalApplication.class).run(arguments.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext node) {
        return Integer.parseInt(Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port")));
    }

    @Test
    void aSessionOfOneNodeCountsOnTheOtherAndItsEndToo() {
        WebSession laptop = WebSession.signedIn(port(first), NUMBER, PASSWORD);
        WebSession phone = WebSession.signedIn(port(second), NUMBER, PASSWORD);
        assertThat(laptop.on(port(second)).get("/account/security").statusCode())
                .isEqualTo(200);
        assertThat(laptop.post("/account/sessions/end", Map.of("which", "all")).statusCode())
                .isEqualTo(302);
        for (ConfigurableApplicationContext node : List.of(first, second)) {
            assertThat(location(phone.on(port(node)).get("/account/security"))).endsWith("/sign-in");
            assertThat(location(laptop.on(port(node)).get("/account/security"))).endsWith("/sign-in");
        }
    }

    /** They have 160 bits: ASVS 7.2.3. */
    @Test
    void idsOfSessionsAreNoUuids() {
        WebSession.signedIn(port(first), NUMBER, PASSWORD);
        assertThat(first.getBean(RedisIndexedSessionRepository.class)
                        .findByPrincipalName(NUMBER)
                        .keySet())
                .isNotEmpty()
                .allMatch(id -> id.matches("[A-Za-z0-9_-]{27}"));
    }

    /** ACC-8: long before what the other node keeps in memory grows old, after five seconds. */
    @Test
    void tokensEndOnTheOtherNodeAtOnce() {
        String token = first.getBean(Tokens.class).forPassword(NUMBER, PASSWORD, "");
        assertThat(status(second, token)).isEqualTo(200);
        UUID account = first.getBean(Accounts.class)
                .byEmployeeNumber(NUMBER)
                .orElseThrow()
                .id();
        first.getBean(TokenEnds.class).endAll(account);
        assertThat(status(first, token)).isEqualTo(401);
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(second, token) == 401);
    }

    private static int status(ConfigurableApplicationContext node, String token) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port(node) + "/api/v1/notifications"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void attemptsOnAllNodesAreCountedTogether() {
        Rate rate = new Rate("test", 4, Duration.ofHours(1));
        Throttle one = first.getBean(Throttle.class);
        Throttle other = second.getBean(Throttle.class);
        one.admit(rate, "somebody");
        other.admit(rate, "somebody");
        one.admit(rate, "somebody");
        other.admit(rate, "somebody");
        assertThatThrownBy(() -> one.admit(rate, "somebody"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).isPresent());
        assertThatThrownBy(() -> other.admit(rate, "somebody")).isInstanceOf(Refused.class);
        one.admit(rate, "somebody else");
    }

    @Test
    void redisHoldsNoNumbersOfPeopleInTheNamesOfThrottles() {
        first.getBean(Throttle.class).admit(new Rate("test", 4, Duration.ofHours(1)), "98765432");
        assertThat(first.getBean(StringRedisTemplate.class).keys("throttle:*"))
                .isNotEmpty()
                .noneMatch(key -> key.contains("98765432"));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
