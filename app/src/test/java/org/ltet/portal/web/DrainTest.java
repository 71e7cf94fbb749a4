package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.PortalApplication;
import org.ltet.portal.testing.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** OPS-4: a release takes no request from anybody. */
@DisplayName("A node that stops is unready first, and serves until balancers have seen it")
class DrainTest {

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void servesWhileItIsNotReadyAndThenEnds() throws Exception {
        ConfigurableApplicationContext node = node("4s");
        String address = "http://localhost:" + node.getEnvironment().getProperty("local.server.port");
        assertThat(status(address, "/actuator/health/readiness")).isEqualTo(200);

        Thread end = Thread.ofPlatform().start(node::close);
        await().atMost(Duration.ofSeconds(2)).until(() -> status(address, "/actuator/health/readiness") == 503);
        assertThat(status(address, "/sign-in")).isEqualTo(200);
        assertThat(status(address, "/actuator/health/liveness")).isEqualTo(200);

        end.join();
        assertThat(answers(address)).isFalse();
    }

    private boolean answers(String address) throws IOException, InterruptedException {
        try {
            status(address, "/sign-in");
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    private int status(String address, String path) throws IOException, InterruptedException {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(address + path)).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static ConfigurableApplicationContext node(String drain) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--portal.web.drain=" + drain,
                "--portal.data-directory=target/test-data-drain",
                "--portal.jobs.enabled=false",
                "--spring.main.banner-mode=off"));
        TestDatabase.freshDatabase().forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new SpringApplicationBuilder(PortalApplication.class).run(arguments.toArray(String[]::new));
    }
}
