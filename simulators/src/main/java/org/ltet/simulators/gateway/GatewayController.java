package org.ltet.simulators.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.BasicAuthentication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payouts and account validations, as the big Indian gateways offer them. */
@RestController
@RequestMapping("/gateway/v1")
final class GatewayController {

    private static final int MOST_FOUND = 10;
    private static final int MOST_LISTED = 100;

    private final Gateway gateway;

    GatewayController(Gateway gateway) {
        this.gateway = gateway;
    }

    /** 201 for a new payout, 200 with its present state for one that was ordered before under the same key. */
    @PostMapping("/payouts")
    ResponseEntity<Object> pay(
            @RequestHeader(name = "X-Payout-Idempotency", required = false) @Nullable String key,
            @RequestBody Payout.Order order) {
        if (key == null || !key.matches("\\S{4,64}")) {
            return error(HttpStatus.BAD_REQUEST, "X-Payout-Idempotency of 4 to 64 characters is needed");
        }
        if (order.amount() < 100) {
            return error(HttpStatus.BAD_REQUEST, "The amount is in paise and at least 100");
        }
        if (!complete(order.fundAccount())) {
            return error(HttpStatus.BAD_REQUEST, "fund_account.bank_account lacks name, ifsc or account_number");
        }
        Gateway.Acceptance acceptance = gateway.pay(key, order);
        return ResponseEntity.status(acceptance.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(acceptance.payout());
    }

    /** The payouts under a reference, the newest first, in a named wrapping. */
    @GetMapping(path = "/payouts", params = "reference_id")
    Map<String, Object> find(@RequestParam("reference_id") String referenceId) {
        return collection(gateway.newest(referenceId, MOST_FOUND));
    }

    /** One page of the payouts made in these seconds, the newest first. */
    @GetMapping(path = "/payouts", params = "from")
    Map<String, Object> made(
            @RequestParam long from, @RequestParam long to, @RequestParam int count, @RequestParam int skip) {
        return collection(gateway.newest(null, Integer.MAX_VALUE).stream()
                .filter(payout -> payout.createdAt() >= from && payout.createdAt() <= to)
                .skip(skip)
                .limit(Math.clamp(count, 1, MOST_LISTED))
                .toList());
    }

    private static Map<String, Object> collection(List<Payout> found) {
        return Map.of("entity", "collection", "count", found.size(), "items", found);
    }

    @GetMapping("/payouts/{id}")
    ResponseEntity<Payout> payout(@PathVariable String id) {
        return ResponseEntity.of(Optional.ofNullable(gateway.payout(id)));
    }

    @PostMapping("/fund_accounts/validations")
    ResponseEntity<Object> validate(
            @RequestHeader(name = "X-Payout-Idempotency", required = false) @Nullable String key,
            @RequestBody Validation.Order order) {
        if (key == null || !key.matches("\\S{4,64}")) {
            return error(HttpStatus.BAD_REQUEST, "X-Payout-Idempotency of 4 to 64 characters is needed");
        }
        if (!complete(order.fundAccount())) {
            return error(HttpStatus.BAD_REQUEST, "fund_account.bank_account lacks name, ifsc or account_number");
        }
        return ResponseEntity.status(HttpStatus.CREATED).body(gateway.validate(key, order));
    }

    @GetMapping("/fund_accounts/validations/{id}")
    ResponseEntity<Validation> validation(@PathVariable String id) {
        return ResponseEntity.of(Optional.ofNullable(gateway.validation(id)));
    }

    @ExceptionHandler(Gateway.KeyReusedException.class)
    ResponseEntity<Object> keyReused() {
        return error(HttpStatus.CONFLICT, "The idempotency key was used for another payout");
    }

    private static boolean complete(BankAccount.@Nullable Fund fund) {
        return fund != null && fund.bankAccount() != null && fund.bankAccount().complete();
    }

    private static ResponseEntity<Object> error(HttpStatus status, String description) {
        return ResponseEntity.status(status)
                .body(Map.of("error", Map.of("code", "BAD_REQUEST_ERROR", "description", description)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        FilterRegistrationBean<BasicAuthentication> gatewayAuthentication(GatewayProperties properties) {
            return BasicAuthentication.of("gateway", properties.password(), "/gateway/v1/*");
        }
    }
}
