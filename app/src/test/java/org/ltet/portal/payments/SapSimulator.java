package org.ltet.portal.payments;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.ltet.portal.testing.TestClock;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The real SAP simulator over HTTP. Jobs run when a test says so; each test has days of its own. */
interface SapSimulator extends BankSimulator {

    String BENEFITS = "401000";
    String TRANSIT = "113900";
    String BANK = "113100";

    AtomicInteger DAYS = new AtomicInteger();

    @DynamicPropertySource
    static void useSap(DynamicPropertyRegistry registry) {
        registry.add("portal.integrations.sap.url", () -> BankSimulator.address() + "/sap/opu");
        registry.add("portal.integrations.sap.user", () -> "portal");
        registry.add("portal.integrations.sap.password", () -> "sap-demo");
        registry.add("portal.integrations.sap.company-code", () -> "TEST");
        registry.add("portal.integrations.sap.accounts.benefits", () -> BENEFITS);
        registry.add("portal.integrations.sap.accounts.transit", () -> TRANSIT);
        registry.add("portal.integrations.sap.accounts.bank", () -> BANK);
        registry.add("portal.integrations.sap.timeout", () -> "2s");
        registry.add("portal.integrations.sap.pause", () -> "3s");
        registry.add("portal.jobs.enabled", () -> "false");
    }

    static void onADayOfItsOwn(TestClock clock) {
        clock.reset();
        clock.advance(Duration.ofDays(2L * DAYS.incrementAndGet()));
    }

    static void strikes(String kind, int times, int delayMillis) {
        client().post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "system",
                        "sap",
                        "kind",
                        kind,
                        "times",
                        times,
                        "delayMillis",
                        delayMillis,
                        "pathContains",
                        "/journal-entries"))
                .retrieve()
                .toBodilessEntity();
    }

    /** How often the only fault that is set has yet to strike. */
    static int strikesLeft() {
        List<Map<String, Object>> faults = Objects.requireNonNull(
                client().get().uri("/faults").retrieve().body(new ParameterizedTypeReference<>() {}));
        return faults.isEmpty()
                ? 0
                : ((Number) Objects.requireNonNull(faults.getFirst().get("times"))).intValue();
    }

    /** All documents with this reference, reversals among them, the newest first. */
    static List<Map<String, Object>> documents(String reference) {
        return Objects.requireNonNull(client().get()
                .uri("/sap/admin/journal-entries?reference={reference}", reference)
                .retrieve()
                .body(new ParameterizedTypeReference<>() {}));
    }

    /** As "DEBIT 401000 12000.00", one for each line. */
    @SuppressWarnings("unchecked")
    static List<String> lines(Map<String, Object> document) {
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> item : (List<Map<String, Object>>) Objects.requireNonNull(document.get("items"))) {
            lines.add(item.get("side") + " " + item.get("glAccount") + " "
                    + new BigDecimal(String.valueOf(item.get("amount"))).setScale(2));
        }
        return lines;
    }

    /** Somebody posts this, under this key, past the portal. */
    static void posts(String key, String reference, String amount) {
        client().post()
                .uri("/sap/opu/journal-entries")
                .headers(headers -> {
                    headers.setBasicAuth("portal", "sap-demo");
                    headers.set("Idempotency-Key", key);
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "companyCode",
                        "OTHER",
                        "postingDate",
                        "2026-11-23",
                        "documentType",
                        "ZT",
                        "reference",
                        reference,
                        "items",
                        List.of(
                                Map.of("glAccount", BENEFITS, "side", "DEBIT", "amount", new BigDecimal(amount)),
                                Map.of("glAccount", TRANSIT, "side", "CREDIT", "amount", new BigDecimal(amount)))))
                .retrieve()
                .toBodilessEntity();
    }

    private static RestClient client() {
        return RestClient.create(BankSimulator.address());
    }
}
