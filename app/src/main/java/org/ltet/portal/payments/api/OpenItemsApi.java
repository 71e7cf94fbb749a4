package org.ltet.portal.payments.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.OpenItemView;
import org.ltet.portal.payments.Reconciliation;
import org.ltet.portal.payments.Resolution;
import org.ltet.portal.payments.SettleOpenItem;
import org.ltet.portal.payments.Slice;
import org.ltet.portal.shared.Refused;
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

/** What the bank said that a person has to settle. */
@RestController
@RequestMapping("/api/v1/open-items")
class OpenItemsApi {

    private final Reconciliation reconciliation;
    private final SettleOpenItem settleOpenItem;
    private final CurrentUser currentUser;

    OpenItemsApi(Reconciliation reconciliation, SettleOpenItem settleOpenItem, CurrentUser currentUser) {
        this.reconciliation = reconciliation;
        this.settleOpenItem = settleOpenItem;
        this.currentUser = currentUser;
    }

    /** @param endToEndId the payment that an entry without a known reference belongs to */
    record Settling(
            @Nullable Resolution resolution,
            @Nullable String endToEndId,
            @Nullable String note) {}

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @GetMapping
    Slice<OpenItemView> list(
            @RequestParam(defaultValue = "true") boolean open, @RequestParam(required = false) @Nullable UUID after) {
        return reconciliation.openItems(open, after, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @GetMapping("/{id}")
    ResponseEntity<OpenItemView> one(@PathVariable UUID id) {
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @PostMapping("/{id}/settle")
    ResponseEntity<OpenItemView> settle(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Settling wanted) {
        Resolution resolution = wanted.resolution();
        if (resolution == null) {
            throw Refused.invalidField("resolution", "payments.resolutionMissing");
        }
        settleOpenItem.settle(
                id,
                Etags.required(ifMatch),
                resolution,
                wanted.endToEndId() == null ? "" : wanted.endToEndId(),
                wanted.note() == null ? "" : wanted.note(),
                currentUser.get());
        return shown(id);
    }

    private ResponseEntity<OpenItemView> shown(UUID id) {
        OpenItemView item = reconciliation.openItem(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(item.version())).body(item);
    }
}
