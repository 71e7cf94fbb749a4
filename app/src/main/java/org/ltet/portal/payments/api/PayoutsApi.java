package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.payout.PayoutDay;
import org.ltet.portal.payments.payout.PayoutFilter;
import org.ltet.portal.payments.payout.PayoutState;
import org.ltet.portal.payments.payout.PayoutView;
import org.ltet.portal.payments.payout.Payouts;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The payments that go through the payment gateway. */
@RestController
@RequestMapping("/api/v1/payouts")
class PayoutsApi {

    record Why(@Nullable String reason) {}

    /**
     * @param counts how many there are in each state under the same filter
     * @param days the last days beside what the gateway says it paid
     */
    record Listed(Payouts.Page page, Map<PayoutState, Long> counts, List<PayoutDay> days) {}

    private final Payouts payouts;
    private final CurrentUser currentUser;

    PayoutsApi(Payouts payouts, CurrentUser currentUser) {
        this.payouts = payouts;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The payouts in one state, the newest first, of one batch or by a reference")
    @GetMapping
    Listed payouts(
            @RequestParam(defaultValue = "WAITING") PayoutState state,
            @RequestParam(required = false) @Nullable UUID batch,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable UUID before) {
        PayoutFilter filter = new PayoutFilter(batch, text);
        return new Listed(
                payouts.list(state, filter, before, currentUser.get()),
                payouts.counts(filter, currentUser.get()),
                payouts.days(currentUser.get()));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One payout with what the gateway and people said of it")
    @GetMapping("/{id}")
    ResponseEntity<PayoutView.Details> payout(@PathVariable UUID id) {
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Has a payout looked up, and told to the gateway again where it is not there")
    @PostMapping("/{id}/retry")
    ResponseEntity<PayoutView.Details> retry(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Why why) {
        payouts.retry(id, Etags.required(ifMatch), words(why), currentUser.get());
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Has a payout given up as soon as the gateway says that it does not have it")
    @PostMapping("/{id}/give-up")
    ResponseEntity<PayoutView.Details> giveUp(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Why why) {
        payouts.giveUp(id, Etags.required(ifMatch), words(why), currentUser.get());
        return shown(id);
    }

    private static String words(Why why) {
        return why.reason() == null ? "" : why.reason();
    }

    private ResponseEntity<PayoutView.Details> shown(UUID id) {
        PayoutView.Details details = payouts.payout(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(details.payout().version())).body(details);
    }
}
