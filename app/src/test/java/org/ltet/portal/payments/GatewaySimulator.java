package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The real simulator of the payment gateway over HTTP. Jobs run when a test says so. */
interface GatewaySimulator extends BankSimulator {

    String SECRET = "webhook-demo";

    @DynamicPropertySource
    static void useGateway(DynamicPropertyRegistry registry) {
        registry.add("portal.integrations.gateway.url", () -> BankSimulator.address() + "/gateway/v1");
        registry.add("portal.integrations.gateway.user", () -> "portal");
        registry.add("portal.integrations.gateway.password", () -> "gateway-demo");
        registry.add("portal.integrations.gateway.account", () -> "7878780080316316");
        registry.add("portal.integrations.gateway.webhook-secret", () -> SECRET);
        registry.add("portal.integrations.gateway.validate-accounts", () -> "true");
        registry.add("portal.integrations.gateway.timeout", () -> "2s");
        registry.add("portal.integrations.gateway.pause", () -> "1s");
        registry.add("portal.jobs.enabled", () -> "false");
    }

    static void strikes(String kind, String method, int times, int delayMillis) {
        client().post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "system",
                        "gateway",
                        "kind",
                        kind,
                        "times",
                        times,
                        "delayMillis",
                        delayMillis,
                        "method",
                        method))
                .retrieve()
                .toBodilessEntity();
    }

    static void forgetsEverything() {
        client().delete().uri("/gateway/admin/payouts").retrieve().toBodilessEntity();
    }

    /** Where its events go from now on; nowhere for an empty one. */
    static void tellsTo(String url) {
        client().post()
                .uri("/gateway/admin/webhook")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("url", url, "secret", SECRET))
                .retrieve()
                .toBodilessEntity();
    }

    /** All payouts with this reference, the newest first. */
    static List<Map<String, Object>> payouts(String reference) {
        return Objects.requireNonNull(client().get()
                .uri("/gateway/admin/payouts?reference_id={reference}", reference)
                .retrieve()
                .body(new ParameterizedTypeReference<>() {}));
    }

    /** How often this account was looked at. */
    static long validations(String account) {
        List<Map<String, Object>> all = Objects.requireNonNull(client().get()
                .uri("/gateway/admin/validations")
                .retrieve()
                .body(new ParameterizedTypeReference<>() {}));
        return all.stream()
                .filter(one -> String.valueOf(one.get("fund_account")).contains(account))
                .count();
    }

    /** Waits until the gateway is through with the one payout of this reference. */
    static Map<String, Object> settled(String reference) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            List<Map<String, Object>> found = payouts(reference);
            assertThat(found).as("payouts of " + reference).hasSize(1);
            if (!"processing".equals(found.getFirst().get("status"))) {
                return found.getFirst();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("Payout " + reference + " is not settled");
    }

    /** Somebody orders this, under this key, past the portal. */
    static void orders(String key, String reference, long paise) {
        client().post()
                .uri("/gateway/v1/payouts")
                .headers(headers -> {
                    headers.setBasicAuth("portal", "gateway-demo");
                    headers.set("X-Payout-Idempotency", key);
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "amount",
                        paise,
                        "currency",
                        "INR",
                        "reference_id",
                        reference,
                        "fund_account",
                        Map.of(
                                "account_type",
                                "bank_account",
                                "bank_account",
                                Map.of("name", "Member A", "ifsc", "HDFC0000060", "account_number", "50200001111"))))
                .retrieve()
                .toBodilessEntity();
    }

    /** An event as the gateway sends it. */
    static String event(String id, String payoutId, String reference, String status, long paise, String utr) {
        Map<String, Object> entity = new HashMap<>(Map.of("id", payoutId, "amount", paise, "currency", "INR"));
        entity.put("status", status);
        entity.put("reference_id", reference);
        if (!utr.isEmpty()) {
            entity.put("utr", utr);
        }
        if (status.equals("failed") || status.equals("reversed")) {
            entity.put("status_details", Map.of("reason", "beneficiary_account_closed", "description", "closed"));
        }
        return tools.jackson.databind.json.JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "id", id, "event", "payout." + status, "payload", Map.of("payout", Map.of("entity", entity))));
    }

    static String signature(String secret, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RestClient client() {
        return RestClient.create(BankSimulator.address());
    }
}
