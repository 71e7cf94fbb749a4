package org.ltet.simulators.gateway;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the gateway paid and sent, and says where events go. */
@RestController
@RequestMapping("/gateway/admin")
final class GatewayAdminController {

    private static final int MOST_LISTED = 500;

    private final Gateway gateway;
    private final Webhooks webhooks;

    GatewayAdminController(Gateway gateway, Webhooks webhooks) {
        this.gateway = gateway;
        this.webhooks = webhooks;
    }

    @GetMapping("/payouts")
    List<Payout> payouts(
            @RequestParam(name = "reference_id", required = false) @Nullable String referenceId,
            @RequestParam(defaultValue = "50") int limit) {
        return gateway.newest(referenceId, Math.clamp(limit, 1, MOST_LISTED));
    }

    /** Every account that it was asked to look at. */
    @GetMapping("/validations")
    List<Validation> validations() {
        return gateway.validations();
    }

    /** The gateway forgets whatever it was ordered, as if it had never come. */
    @DeleteMapping("/payouts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget() {
        gateway.forget();
    }

    /** An empty url stops the events; without a secret the present one stays. */
    @PostMapping("/webhook")
    Map<String, String> sendTo(@RequestBody Wanted wanted) {
        String url = wanted.url() == null ? "" : wanted.url();
        String secret = wanted.secret() == null ? webhooks.target().secret() : wanted.secret();
        webhooks.sendTo(new Webhooks.Target(url, secret));
        return Map.of("url", url);
    }

    @GetMapping("/webhooks")
    List<Webhooks.Delivery> deliveries() {
        return webhooks.deliveries();
    }

    record Wanted(@Nullable String url, @Nullable String secret) {}
}
