package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.ItemList;
import org.ltet.portal.payments.MatchProposal;
import org.ltet.portal.payments.MatchSuggestion;
import org.ltet.portal.payments.MatchSuggestions;
import org.ltet.portal.payments.MatchWish;
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

/** What the bank said that people have to settle: one proposes, another confirms. */
@RestController
@RequestMapping("/api/v1/open-items")
class OpenItemsApi {

    private final Reconciliation reconciliation;
    private final MatchSuggestions suggestions;
    private final SettleOpenItem settleOpenItem;
    private final CurrentUser currentUser;

    OpenItemsApi(
            Reconciliation reconciliation,
            MatchSuggestions suggestions,
            SettleOpenItem settleOpenItem,
            CurrentUser currentUser) {
        this.reconciliation = reconciliation;
        this.suggestions = suggestions;
        this.settleOpenItem = settleOpenItem;
        this.currentUser = currentUser;
    }

    /**
     * How an item is to be settled.
     *
     * @param endToEndIds payments that an entry without a known reference is about; several where it comes to their sum
     * @param batchId instead of them: everything of the batch that is still with the bank
     * @param otherItems items that with this one come to the payment
     */
    record Proposing(
            @Nullable Resolution resolution,
            @Nullable List<String> endToEndIds,
            @Nullable UUID batchId,
            @Nullable List<UUID> otherItems,
            @Nullable String note) {}

    record Refusing(@Nullable String note) {}

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The items that the bank reported and that fit no payment yet")
    @GetMapping
    Slice<OpenItemView> list(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(defaultValue = "false") boolean proposed,
            @RequestParam(required = false) @Nullable UUID after) {
        ItemList list = !open ? ItemList.SETTLED : proposed ? ItemList.PROPOSED : ItemList.OPEN;
        return reconciliation.openItems(list, after, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One open item")
    @GetMapping("/{id}")
    ResponseEntity<OpenItemView> one(@PathVariable UUID id) {
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "What an open item may be, the best first, each with the reasons of its score")
    @GetMapping("/{id}/suggestions")
    List<MatchSuggestion> suggestions(@PathVariable UUID id) {
        return suggestions.of(reconciliation.openItem(id, currentUser.get()), currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "How people wanted an open item settled, the newest first")
    @GetMapping("/{id}/proposals")
    List<MatchProposal> proposals(@PathVariable UUID id) {
        return reconciliation.proposals(id, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Proposes how an open item is settled; a second person confirms it")
    @PostMapping("/{id}/propose")
    ResponseEntity<OpenItemView> propose(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Proposing wanted) {
        Resolution resolution = wanted.resolution();
        if (resolution == null) {
            throw Refused.invalidField("resolution", "payments.resolutionMissing");
        }
        settleOpenItem.propose(
                id,
                Etags.required(ifMatch),
                new MatchWish(
                        resolution,
                        wanted.endToEndIds() == null ? List.of() : wanted.endToEndIds(),
                        wanted.batchId(),
                        wanted.otherItems() == null ? List.of() : wanted.otherItems(),
                        wanted.note() == null ? "" : wanted.note()),
                currentUser.get());
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @InScope(ApiScope.PAYMENTS_RELEASE)
    @Operation(summary = "Confirms what another person proposed for an open item")
    @PostMapping("/{id}/confirm")
    ResponseEntity<OpenItemView> confirm(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        settleOpenItem.confirm(id, Etags.required(ifMatch), currentUser.get());
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Takes back one's own proposal for an open item")
    @PostMapping("/{id}/withdraw")
    ResponseEntity<OpenItemView> withdraw(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        settleOpenItem.withdraw(id, Etags.required(ifMatch), currentUser.get());
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Refuses what another person proposed for an open item")
    @PostMapping("/{id}/refuse")
    ResponseEntity<OpenItemView> refuse(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Refusing wanted) {
        settleOpenItem.refuse(
                id, Etags.required(ifMatch), wanted.note() == null ? "" : wanted.note(), currentUser.get());
        return shown(id);
    }

    private ResponseEntity<OpenItemView> shown(UUID id) {
        OpenItemView item = reconciliation.openItem(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(item.version())).body(item);
    }
}
