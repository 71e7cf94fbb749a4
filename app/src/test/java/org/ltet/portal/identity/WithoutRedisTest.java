package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.ltet.portal.PortalApplication;
import org.ltet.portal.testing.RealRedis;
import org.ltet.portal.testing.TestDatabase;
import org.ltet.portal.testing.WebSession;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

@DisplayName("A Redis that forgets, or is away, keeps nobody out for longer than it is so (ACC-6, OPS-4)")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WithoutRedisTest {

    private static final String PASSWORD = "a long enough pass phrase";
    private static final String NUMBER = "52900001";

    private static RealRedis redis;
    private static ConfigurableApplicationContext node;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.data.redis.url=" + redis.url(),
                "--portal.data-directory=target/test-data-without-redis",
                "--portal.jobs.enabled=false",
                "--spring.main.banner-mode=off"));
        TestDatabase.freshDatabase().forEach((key, value) -> arguments.add("--" + key + "=" + value));
        node = new SpringApplicationBuilder(PortalApplication.class).run(arguments.toArray(String[]::new));
        node.getBean(Accounts.class)
                .open(new NewAccount(NUMBER, "Without Redis", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
    }

    @AfterAll
    static void stop() {
        node.close();
        redis.close();
    }

    @Test
    @Order(1)
    void whatIsLeftOfAForgottenSessionIsNoSession() {
        WebSession session = WebSession.signedIn(port(), NUMBER, PASSWORD);
        StringRedisTemplate values = node.getBean(StringRedisTemplate.class);
        String key = Objects.requireNonNull(values.keys("portal:session:sessions:*")).stream()
                .filter(one -> !one.contains("expires"))
                .filter(one ->
                        Boolean.TRUE.equals(values.opsForHash().hasKey(one, "sessionAttr:" + Sessions.SIGNED_IN)))
                .findFirst()
                .orElseThrow();
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        try (RedisConnection connection =
                Objects.requireNonNull(values.getConnectionFactory()).getConnection()) {
            connection.hashCommands().hDel(name, "creationTime".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(session.get("/account/security").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("/sign-in");
        assertThat(WebSession.signedIn(port(), NUMBER, PASSWORD)
                        .get("/account/security")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void whileRedisIsAwayPeopleAreToldWhenToTryAgain() {
        WebSession session = WebSession.signedIn(port(), NUMBER, PASSWORD);
        redis.close();
        var page = session.get("/account/security");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("30");
        assertThat(page.body()).contains("Try again in a minute").doesNotContain("Exception", "redis");
    }

    private static int port() {
        return Integer.parseInt(Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port")));
    }
}
