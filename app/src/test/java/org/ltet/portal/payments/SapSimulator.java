package org.ltet.portal.payments;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** Whatever is asked or told. */
    static void strikes(String kind, int times, int delayMillis) {
        strikes(kind, times, delayMillis, "");
    }

    /** Only what is told, not what is looked up. */
    static void strikesWhatIsTold(String kind, int times, int delayMillis) {
        strikes(kind, times, delayMillis, "POST");
    }

    private static void strikes(String kind, int times, int delayMillis, String method) {
        Map<String, Object> fault = new HashMap<>(Map.of(
                "system",
                "sap",
                "kind",
                kind,
                "times",
                times,
                "delayMillis",
                delayMillis,
                "pathContains",
                "/journal-"));
        if (!method.isEmpty()) {
            fault.put("method", method);
        }
        client().post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(fault)
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

    static boolean exists(String company, int year, String number) {
        return client().get()
                .uri("/sap/opu/journal-entries/{company}/{year}/{number}", company, year, number)
                .headers(headers -> headers.setBasicAuth("portal", "sap-demo"))
                .exchange((request, response) -> response.getStatusCode().is2xxSuccessful());
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

    /** Its keys have expired: of what it did it knows only the documents. */
    static void forgetsKeys() {
        client().delete().uri("/sap/admin/keys").retrieve().toBodilessEntity();
    }

    /** Somebody posts these words of ours, under this key, past the portal. */
    static void posts(String key, String words) {
        client().post()
                .uri("/sap/opu/journal-entries")
                .headers(headers -> {
                    headers.setBasicAuth("portal", "sap-demo");
                    headers.set("Idempotency-Key", key);
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(words)
                .retrieve()
                .toBodilessEntity();
    }

    /** Somebody reverses a document by hand. */
    static void reverses(Map<String, Object> document) {
        client().post()
                .uri(
                        "/sap/opu/journal-entries/{company}/{year}/{number}/reversals",
                        document.get("companyCode"),
                        document.get("fiscalYear"),
                        document.get("documentNumber"))
                .headers(headers -> {
                    headers.setBasicAuth("portal", "sap-demo");
                    headers.set("Idempotency-Key", "by-hand/" + document.get("documentNumber"));
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("postingDate", String.valueOf(document.get("postingDate")), "reason", "By hand"))
                .retrieve()
                .toBodilessEntity();
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
