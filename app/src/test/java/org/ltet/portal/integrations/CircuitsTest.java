package org.ltet.portal.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.spi.CodeChannel;
import org.ltet.portal.identity.spi.CodeMessage;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.payments.spi.BankChannel;
import org.ltet.portal.testing.PortalTest;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

@PortalTest
@DisplayName("A system around the portal that fails is left in peace for a while, and somebody is told (ITG-6)")
class CircuitsTest {

    private static final ConfigurableApplicationContext SIMULATORS = SimulatorsApplication.start(
            "--server.port=0", "--simulators.hrms.people=50", "--simulators.mailbox.smtp-port=0");

    @Autowired
    BankChannel bank;

    @Autowired
    List<CodeChannel> channels;

    @Autowired
    List<HealthCheck> checks;

    @DynamicPropertySource
    static void useThem(DynamicPropertyRegistry registry) {
        registry.add("portal.integrations.bank.url", () -> address() + "/bank/h2h");
        registry.add("portal.integrations.bank.pause", () -> "1s");
        registry.add("portal.payments.statements.poll-interval", () -> "10h");
        registry.add("portal.integrations.sms.url", () -> address() + "/sms/v1");
        registry.add("portal.integrations.sms.pause", () -> "1s");
        registry.add("portal.jobs.enabled", () -> "false");
    }

    @AfterAll
    static void stop() {
        SIMULATORS.close();
    }

    @Test
    void theBank() throws Exception {
        failsAndComesBack("bank", "bank", () -> bank.outbox());
        assertThatThrownBy(() -> bank.fetch("NOTHING")).hasMessageContaining("404");
        for (int i = 0; i < 25; i++) {
            assertThatThrownBy(() -> bank.fetch("NOTHING")).isNotInstanceOf(Circuit.Open.class);
        }
        assertThat(look().state()).as("an answer is no failure").isEqualTo(State.GOOD);
    }

    @Test
    void theSmsGateway() throws Exception {
        CodeChannel sms = channels.stream()
                .filter(channel -> channel.kind() == CodeChannel.Kind.SMS)
                .findFirst()
                .orElseThrow();
        failsAndComesBack("sms", "SMS gateway", () -> sms.send(message()));
    }

    private interface Call {
        void make() throws Exception;
    }

    private void failsAndComesBack(String system, String name, Call call) throws Exception {
        call.make();
        assertThat(look().state()).isEqualTo(State.GOOD);
        simulators()
                .post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("system", system, "kind", "http503", "times", 1000))
                .retrieve()
                .toBodilessEntity();
        int tries = 0;
        while (look().state() == State.GOOD && tries++ < 50) {
            assertThatThrownBy(call::make).isNotInstanceOf(Circuit.Open.class);
        }
        assertThat(look()).isEqualTo(new HealthCheck.Finding(State.LATE, "open: " + name, "all closed"));
        String struck = faults();
        assertThatThrownBy(call::make).isInstanceOf(Circuit.Open.class);
        assertThat(faults()).as("it is not even asked").isEqualTo(struck);
        simulators().delete().uri("/faults").retrieve().toBodilessEntity();
        Thread.sleep(1100);
        for (int i = 0; i < 2; i++) {
            call.make();
        }
        assertThat(look().state()).isEqualTo(State.GOOD);
    }

    private static CodeMessage message() {
        return new CodeMessage(UUID.randomUUID(), "+919800000001", "Code", "123456 is your code", Locale.ENGLISH);
    }

    private HealthCheck.Finding look() throws Exception {
        return checks.stream()
                .filter(check -> check.name().equals("circuits"))
                .findFirst()
                .orElseThrow()
                .look();
    }

    private static String faults() {
        return Objects.requireNonNull(
                simulators().get().uri("/faults").retrieve().body(String.class));
    }

    private static RestClient simulators() {
        return RestClient.create(address());
    }

    private static String address() {
        return "http://127.0.0.1:" + SIMULATORS.getEnvironment().getProperty("local.server.port");
    }
}
