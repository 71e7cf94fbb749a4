package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.CheckVouchers;
import org.ltet.portal.payments.MoveView;
import org.ltet.portal.payments.OpenItemView;
import org.ltet.portal.payments.PaymentView;
import org.ltet.portal.payments.PrintVouchers;
import org.ltet.portal.payments.Slice;
import org.ltet.portal.payments.Tally;
import org.ltet.portal.payments.VoucherAction;
import org.ltet.portal.payments.VoucherFilter;
import org.ltet.portal.payments.VoucherView;
import org.ltet.portal.payments.Vouchers;
import org.ltet.portal.payments.WorkList;
import org.ltet.portal.payments.accounts.AccountCheck;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.ltet.portal.web.Pages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Vouchers: lists, one with its history, the steps of maker and checker, and the PDF. */
@RestController
@RequestMapping("/api/v1/vouchers")
class VouchersApi {

    private final Vouchers vouchers;
    private final CheckVouchers checkVouchers;
    private final PrintVouchers printVouchers;
    private final CurrentUser currentUser;
    private final Pages pages;

    VouchersApi(
            Vouchers vouchers,
            CheckVouchers checkVouchers,
            PrintVouchers printVouchers,
            CurrentUser currentUser,
            Pages pages) {
        this.vouchers = vouchers;
        this.checkVouchers = checkVouchers;
        this.printVouchers = printVouchers;
        this.currentUser = currentUser;
        this.pages = pages;
    }

    /** @param why why not, where it is not allowed: a code as in refusals */
    record Action(String action, boolean allowed, @Nullable String why) {}

    record Whole(
            VoucherView voucher,
            List<PaymentView> payments,
            List<MoveView> history,
            List<Action> actions,
            List<String> sameAccountElsewhere,
            List<OpenItemView> items,
            @Nullable AccountCheck accountCheck) {}

    /** What a step needs besides the version: a reason code when returning to scrutiny, else a comment where asked. */
    record Step(@Nullable String reason, @Nullable String comment) {

        static final Step NONE = new Step(null, null);

        String words() {
            return comment == null ? "" : comment;
        }
    }

    record Bulk(@Nullable String action, @Nullable List<CheckVouchers.Chosen> vouchers) {}

    record Result(
            UUID id, String number, boolean done, @Nullable String why) {}

    record Print(@Nullable List<UUID> ids) {}

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The vouchers of a work list that fit a filter")
    @GetMapping
    Slice<VoucherView> list(
            @RequestParam(required = false) @Nullable WorkList list,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable String ic,
            @RequestParam(required = false) @Nullable String least,
            @RequestParam(required = false) @Nullable String most,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable UUID after) {
        return vouchers.page(
                new VoucherFilter(list, scheme, ic, money("least", least), money("most", most), from, until, number),
                after,
                currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "How many vouchers wait in each work list, and what they come to")
    @GetMapping("/waiting")
    Map<WorkList, Tally> waiting() {
        return vouchers.waiting(currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One voucher with its payments, its history and what may be done with it")
    @GetMapping("/{id}")
    ResponseEntity<Whole> one(@PathVariable UUID id) {
        return whole(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Verifies, approves, hands back or cancels a voucher, or does another of its actions")
    @PostMapping("/{id}/{action}")
    ResponseEntity<Whole> act(
            @PathVariable UUID id,
            @PathVariable String action,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Step body) {
        VoucherAction wanted = action(action).orElseThrow(() -> Refused.notFound("action"));
        long version = Etags.required(ifMatch);
        Step step = body == null ? Step.NONE : body;
        User user = currentUser.get();
        switch (wanted) {
            case VERIFY -> checkVouchers.verify(id, version, user);
            case APPROVE -> checkVouchers.approve(id, version, user);
            case HAND_BACK -> checkVouchers.handBack(id, version, step.words(), user);
            case RENEW_PAYEE -> checkVouchers.renewPayee(id, version, user);
            case RETURN_TO_SCRUTINY ->
                checkVouchers.returnToScrutiny(
                        id, version, step.reason() == null ? "" : step.reason(), step.words(), user);
            case CANCEL -> checkVouchers.cancel(id, version, step.words(), user);
        }
        return whole(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Verifies or approves many vouchers; each is answered for by itself")
    @PostMapping("/bulk")
    List<Result> bulk(@RequestBody Bulk wanted) {
        VoucherAction action = action(wanted.action() == null ? "" : wanted.action())
                .filter(one -> one == VoucherAction.VERIFY || one == VoucherAction.APPROVE)
                .orElseThrow(() -> Refused.notFound("action"));
        return checkVouchers
                .signAll(action, wanted.vouchers() == null ? List.of() : wanted.vouchers(), currentUser.get())
                .stream()
                .map(result -> new Result(
                        result.voucher().id(), result.voucher().number(), result.refusal() == null, result.refusal()))
                .toList();
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(ApiScope.PAYMENTS_READ)
    @Operation(summary = "Chosen vouchers as one PDF, to print")
    @PostMapping("/print")
    void print(@RequestBody Print wanted, HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<UUID> ids = wanted.ids() == null ? List.of() : wanted.ids();
        printVouchers.mayPrint(ids.size());
        List<VoucherView> chosen = vouchers.all(ids, currentUser.get());
        printVouchers.mayPrint(chosen.size());
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        printVouchers.print(chosen, "", pages.of(request).words(), response.getOutputStream());
    }

    private ResponseEntity<Whole> whole(UUID id) {
        Vouchers.Details details = vouchers.details(id, currentUser.get());
        return ResponseEntity.ok()
                .eTag(Etags.of(details.voucher().version()))
                .body(new Whole(
                        details.voucher(),
                        details.payments(),
                        details.history(),
                        details.actions().entrySet().stream()
                                .map(entry -> new Action(
                                        entry.getKey().slug(),
                                        entry.getValue().isEmpty(),
                                        entry.getValue().orElse(null)))
                                .toList(),
                        details.sameAccountElsewhere(),
                        details.items(),
                        details.accountCheck()));
    }

    private static Optional<VoucherAction> action(String slug) {
        for (VoucherAction action : VoucherAction.values()) {
            if (action.slug().equals(slug)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Money money(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Money.of(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw Refused.invalidField(field, "payments.filterAmount");
        }
    }
}
