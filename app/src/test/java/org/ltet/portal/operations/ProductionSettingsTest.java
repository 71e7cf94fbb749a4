package org.ltet.portal.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ltet.portal.PortalApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.mock.env.MockEnvironment;

/** OPS-2, SEC-1: production starts with what it was told, never with what a developer's machine assumes. */
class ProductionSettingsTest {

    private static final Map<String, String> SAP = Map.of(
            "portal.integrations.sap.url", "https://sap.trust.example/opu",
            "portal.integrations.sap.user", "portal",
            "portal.integrations.sap.password", "sap-word",
            "portal.integrations.sap.company-code", "LTET",
            "portal.integrations.sap.accounts.benefits", "401000",
            "portal.integrations.sap.accounts.transit", "113900",
            "portal.integrations.sap.accounts.bank", "113100");

    private static final Map<String, String> GATEWAY = Map.of(
            "portal.integrations.gateway.url", "https://gateway.trust.example/v1",
            "portal.integrations.gateway.user", "portal",
            "portal.integrations.gateway.password", "gateway-word",
            "portal.integrations.gateway.account", "7878780080316316",
            "portal.integrations.gateway.webhook-secret", "a-made-up-hook-of-32-characters-");

    private static final Map<String, String> FIT = Map.ofEntries(
            Map.entry("spring.datasource.url", "jdbc:postgresql://db.trust.example:5432/portal?sslmode=verify-full"),
            Map.entry("spring.datasource.username", "portal"),
            Map.entry("spring.mail.host", "mail.trust.example"),
            Map.entry("spring.mail.properties.mail.smtp.starttls.required", "true"),
            Map.entry("spring.data.redis.url", "rediss://:word@cache.trust.example:6379"),
            Map.entry("portal.encryption.holder", "aws-kms"),
            Map.entry("portal.notifications.public-address", "https://portal.trust.example"),
            Map.entry("portal.identity.issuer", "https://portal.trust.example"),
            Map.entry("portal.identity.passkeys.host", "portal.trust.example"),
            Map.entry("portal.identity.passkeys.origins", "https://portal.trust.example,https://ltet.trust.example"),
            Map.entry("portal.documents.virus-scanner.address", "tcp://127.0.0.1:3310"),
            Map.entry("portal.integrations.hrms.url", "https://hr.trust.example/odata/v2"),
            Map.entry("portal.integrations.hrms.user", "portal"),
            Map.entry("portal.integrations.hrms.password", "hr-word"),
            Map.entry("portal.integrations.bank.url", "https://bank.example/h2h"),
            Map.entry("portal.integrations.bank.user", "portal"),
            Map.entry("portal.integrations.bank.password", "bank-word"),
            Map.entry("portal.integrations.sms.url", "https://sms.example/v1"),
            Map.entry("portal.integrations.sms.user", "portal"),
            Map.entry("portal.integrations.sms.password", "sms-word"),
            Map.entry("portal.applications.originals-address", "Originals Desk, The Trust, Mumbai 400001"),
            Map.entry("portal.payments.debtor.name", "The Trust"),
            Map.entry("portal.payments.debtor.account", "00600350099999"),
            Map.entry("portal.payments.debtor.ifsc", "HDFC0000060"),
            Map.entry("portal.payments.debtor.id", "TRUST01"));

    @Test
    void aNodeThatWasToldEverythingIsFit() {
        assertThat(ProductionSettings.faultsOf(with(Map.of()))).isEmpty();
    }

    static Stream<String> whatANodeIsTold() {
        return FIT.keySet().stream().filter(name -> !name.equals("spring.data.redis.url"));
    }

    @ParameterizedTest
    @MethodSource("whatANodeIsTold")
    @DisplayName("Each setting that is missing is named (OPS-2)")
    void eachMissingSettingIsNamed(String name) {
        assertThat(ProductionSettings.faultsOf(with(Map.of(name, ""))))
                .singleElement()
                .asString()
                .startsWith(name);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url, jdbc:postgresql://db.trust.example/portal?sslmode=require",
        "spring.data.redis.url, redis://:word@cache.trust.example:6379",
        "spring.mail.properties.mail.smtp.starttls.required, false",
        "portal.integrations.bank.url, http://bank.example/h2h",
        "portal.integrations.hrms.url, http://127.0.0.1.evil.example/odata",
        "portal.identity.issuer, http://localhost:8080",
        "portal.identity.passkeys.origins, 'https://portal.trust.example,http://localhost:8080'",
        "portal.notifications.public-address, http://portal.trust.example",
        "portal.identity.passkeys.origins, 'https://portal.trust.example, http://ltet.trust.example'",
    })
    @DisplayName("A line that anybody could read is refused, and its password is not told (SEC-1)")
    void aPlainLineIsRefused(String name, String value) {
        assertThat(ProductionSettings.faultsOf(with(Map.of(name, value))))
                .singleElement()
                .asString()
                .startsWith(name)
                .doesNotContain("word");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url, jdbc:postgresql://127.0.0.1:5432/portal",
        "spring.data.redis.url, redis://localhost:6379",
        "portal.integrations.bank.url, http://127.0.0.1:18100/bank/h2h",
        "spring.mail.host, localhost",
    })
    void linesWithinTheMachineMayBePlain(String name, String value) {
        assertThat(ProductionSettings.faultsOf(with(Map.of(name, value)))).isEmpty();
    }

    @Test
    @DisplayName("SAP may be left out; where it is named, its user, password, company and accounts are too (ITG-2)")
    void sapIsNamedWholeOrNotAtAll() {
        assertThat(ProductionSettings.faultsOf(with(SAP))).isEmpty();
        Map<String, String> plain = new HashMap<>(SAP);
        plain.put("portal.integrations.sap.url", "http://sap.trust.example/opu");
        assertThat(ProductionSettings.faultsOf(with(plain)))
                .containsExactly("portal.integrations.sap.url must begin with https://.");
        for (String name : SAP.keySet()) {
            Map<String, String> incomplete = new HashMap<>(SAP);
            incomplete.put(name, "");
            assertThat(ProductionSettings.faultsOf(with(incomplete)))
                    .as(name)
                    .isEqualTo(name.endsWith(".url") ? List.of() : List.of(name + " is missing."));
        }
    }

    @Test
    @DisplayName("The key of the gateway's events cannot be guessed (ITG-3)")
    void theKeyOfTheGatewaysEventsIsLong() {
        Map<String, String> guessable = new HashMap<>(GATEWAY);
        guessable.put("portal.integrations.gateway.webhook-secret", "31-characters-are-too-few-words");
        assertThat(ProductionSettings.faultsOf(with(guessable)))
                .containsExactly("portal.integrations.gateway.webhook-secret must have at least 32 characters.");
    }

    @Test
    @DisplayName("The payment gateway may be left out; where it is named, all of it is (ITG-3)")
    void thePaymentGatewayIsNamedWholeOrNotAtAll() {
        assertThat(ProductionSettings.faultsOf(with(GATEWAY))).isEmpty();
        Map<String, String> plain = new HashMap<>(GATEWAY);
        plain.put("portal.integrations.gateway.url", "http://gateway.trust.example/v1");
        assertThat(ProductionSettings.faultsOf(with(plain)))
                .containsExactly("portal.integrations.gateway.url must begin with https://.");
        for (String name : GATEWAY.keySet()) {
            Map<String, String> incomplete = new HashMap<>(GATEWAY);
            incomplete.put(name, "");
            assertThat(ProductionSettings.faultsOf(with(incomplete)))
                    .as(name)
                    .isEqualTo(name.endsWith(".url") ? List.of() : List.of(name + " is missing."));
        }
    }

    @Test
    void aStartWithoutSettingsFailsWithAllOfThem() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(PortalApplication.class)
                        .profiles("production")
                        .run("--portal.data-directory=target/never", "--server.port=0"))
                .hasStackTraceContaining("spring.datasource.url is missing")
                .hasStackTraceContaining("portal.payments.debtor.account is missing")
                .hasStackTraceContaining("portal.integrations.bank.password is missing")
                .hasStackTraceContaining("portal.encryption.holder");
    }

    @Test
    void theDemonstrationDoesNotStartInProduction() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(PortalApplication.class)
                        .profiles("demo", "production")
                        .run("--portal.data-directory=target/never", "--server.port=0"))
                .hasStackTraceContaining("\"demo\" cannot be used together with \"production\"");
    }

    private static MockEnvironment with(Map<String, String> others) {
        Map<String, String> values = new HashMap<>(FIT);
        values.putAll(others);
        MockEnvironment environment = new MockEnvironment();
        values.forEach(environment::setProperty);
        return environment;
    }
}
