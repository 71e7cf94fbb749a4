package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.Blackout;
import org.ltet.portal.payments.Blackouts;
import org.ltet.portal.payments.ledger.BudgetRequestView;
import org.ltet.portal.payments.ledger.Budgets;
import org.ltet.portal.payments.ledger.FundView;
import org.ltet.portal.payments.ledger.Ledger;
import org.ltet.portal.payments.ledger.MoneyCheck;
import org.ltet.portal.payments.ledger.MoneyChecks;
import org.ltet.portal.payments.ledger.NewBudgetRequest;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Funds with their budgets and entries, what is asked for them, and the periods without payments. */
@RestController
@RequestMapping("/api/v1")
class LedgerApi {

    private final Ledger ledger;
    private final Budgets budgets;
    private final Blackouts blackouts;
    private final MoneyChecks checks;
    private final CurrentUser currentUser;

    LedgerApi(Ledger ledger, Budgets budgets, Blackouts blackouts, MoneyChecks checks, CurrentUser currentUser) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.blackouts = blackouts;
        this.checks = checks;
        this.currentUser = currentUser;
    }

    /** @param year as "FY2026-27" */
    record Asking(
            BudgetRequestView.@Nullable Kind kind,
            @Nullable String scheme,
            @Nullable String ic,
            @Nullable String year,
            @Nullable Money amount,
            @Nullable String applicationNumber,
            @Nullable String reason) {}

    record Deciding(@Nullable Boolean grant, @Nullable String note) {}

    record NewBlackout(
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String reason) {}

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The funds of the year with what is budgeted, committed, spent and left")
    @GetMapping("/funds")
    Ledger.Funds funds(
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable Integer after) {
        return ledger.funds(year == null ? ledger.thisYear() : year(year), after, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One fund with what is budgeted, committed, spent and left")
    @GetMapping("/funds/{id}")
    FundView fund(@PathVariable int id) {
        return ledger.fund(id, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The entries of a fund's ledger")
    @GetMapping("/funds/{id}/entries")
    Ledger.Entries entries(@PathVariable int id, @RequestParam(required = false) @Nullable Long before) {
        return ledger.entries(id, before, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The budget requests that wait for a decision")
    @GetMapping("/budget-requests")
    Budgets.Waiting waiting(@RequestParam(required = false) @Nullable UUID after) {
        return budgets.waiting(after, currentUser.get());
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Asks for a change of a fund's budget")
    @PostMapping("/budget-requests")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<BudgetRequestView> ask(@RequestBody Asking wanted) {
        if (wanted.kind() == null) {
            throw Refused.invalidField("kind", "payments.budgetKind");
        }
        if (wanted.amount() == null) {
            throw Refused.invalidField("amount", "payments.budgetAmount");
        }
        UUID id = budgets.ask(
                new NewBudgetRequest(
                        wanted.kind(),
                        text(wanted.scheme()),
                        text(wanted.ic()),
                        year(text(wanted.year())),
                        wanted.amount(),
                        wanted.applicationNumber(),
                        text(wanted.reason())),
                currentUser.get());
        BudgetRequestView asked = budgets.request(id, currentUser.get());
        return ResponseEntity.created(URI.create("/api/v1/budget-requests/" + id))
                .eTag(Etags.of(asked.version()))
                .body(asked);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One budget request")
    @GetMapping("/budget-requests/{id}")
    ResponseEntity<BudgetRequestView> request(@PathVariable UUID id) {
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Grants or refuses a budget request")
    @PostMapping("/budget-requests/{id}/decide")
    ResponseEntity<BudgetRequestView> decide(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Deciding decision) {
        if (decision.grant() == null) {
            throw Refused.invalidField("grant", "payments.budgetDecision");
        }
        budgets.decide(id, Etags.required(ifMatch), decision.grant(), text(decision.note()), currentUser.get());
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The days ahead on which nothing is paid")
    @GetMapping("/payment-blackouts")
    List<Blackout> ahead() {
        return blackouts.ahead(currentUser.get());
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Sets days on which nothing is paid")
    @PostMapping("/payment-blackouts")
    List<Blackout> set(@RequestBody NewBlackout wanted) {
        if (wanted.firstDay() == null || wanted.lastDay() == null) {
            throw Refused.invalidField("lastDay", "payments.blackoutDays", 92);
        }
        blackouts.set(wanted.firstDay(), wanted.lastDay(), text(wanted.reason()), currentUser.get());
        return ahead();
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Lifts days on which nothing was to be paid")
    @PostMapping("/payment-blackouts/{id}/lift")
    List<Blackout> lift(@PathVariable UUID id) {
        blackouts.lift(id, currentUser.get());
        return ahead();
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The last check of all totals, with what it found")
    @GetMapping("/money-checks/last")
    MoneyCheck lastCheck() {
        return checks.last(currentUser.get()).orElseThrow(() -> Refused.notFound("check"));
    }

    private ResponseEntity<BudgetRequestView> shown(UUID id) {
        BudgetRequestView request = budgets.request(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(request.version())).body(request);
    }

    private static FinancialYear year(String text) {
        try {
            return FinancialYear.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refused.invalidField("year", "payments.budgetYear");
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
