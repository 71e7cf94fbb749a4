package org.ltet.portal.payments.ledger;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.BudgetRequestView.Kind;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Budgets of funds (PAY-7). An accounts officer asks; an accounts approver grants budgets and what moves into the next
 * year, the head grants what one sanction may take beyond the budget. Nobody grants what he or she asked for.
 */
@Component
@Transactional
public class Budgets {

    private static final int LONGEST = 1000;
    private static final int HISTORY = 100;
    private static final int PAGE = 50;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,10}");

    /** One page of requests, and the one after which the next page begins. */
    public record Waiting(
            List<BudgetRequestView> items, @Nullable UUID next) {}

    private final BudgetRows rows;
    private final LedgerGuard guard;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Budgets(BudgetRows rows, LedgerGuard guard, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.guard = guard;
        this.events = events;
        this.clock = clock;
    }

    public UUID ask(NewBudgetRequest wanted, User user) {
        if (!CODE.matcher(wanted.scheme()).matches()) {
            throw Refused.invalidField("scheme", "payments.fundCode");
        }
        if (!CODE.matcher(wanted.ic()).matches()) {
            throw Refused.invalidField("ic", "payments.fundCode");
        }
        guard.demand(user, Role.ACCOUNTS_OFFICER, wanted.scheme(), wanted.ic());
        String reason = wanted.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST) {
            throw Refused.invalidField("reason", "payments.budgetReason", LONGEST);
        }
        if (wanted.amount().isNegative()
                || (wanted.kind() != Kind.BUDGET && wanted.amount().isZero())) {
            throw Refused.invalidField("amount", "payments.budgetAmount");
        }
        NewBudgetRequest request = checked(wanted, reason);
        UUID id = Ids.next();
        rows.insert(id, request, user.employeeNumber());
        events.publishEvent(Audited.of("budget.asked", "budgetRequest", id)
                .changed("kind", null, request.kind())
                .changed("fund", null, fund(request.scheme(), request.ic(), request.year()))
                .changed("amount", null, request.amount())
                .because(reason));
        return id;
    }

    private NewBudgetRequest checked(NewBudgetRequest wanted, String reason) {
        String application = wanted.applicationNumber() == null
                ? ""
                : wanted.applicationNumber().strip();
        switch (wanted.kind()) {
            case OVERRIDE -> {
                if (application.isEmpty() || application.length() > 60) {
                    throw Refused.invalidField("application", "payments.overrideFor");
                }
            }
            case CARRY_OVER -> {
                if (!IndiaTime.today(clock).isAfter(wanted.year().lastDay())) {
                    throw Refused.conflict("payments.yearNotOver", wanted.year().toString());
                }
                if (rows.carryOverWaits(wanted)) {
                    throw Refused.conflict("payments.carryOverWaits");
                }
            }
            case BUDGET -> {
                if (wanted.year()
                                .compareTo(
                                        FinancialYear.of(IndiaTime.today(clock)).plusYears(1))
                        > 0) {
                    throw Refused.invalidField("year", "payments.budgetYear");
                }
            }
        }
        return new NewBudgetRequest(
                wanted.kind(),
                wanted.scheme(),
                wanted.ic(),
                wanted.year(),
                wanted.amount(),
                wanted.kind() == Kind.OVERRIDE ? application : null,
                reason);
    }

    /** Grants or refuses; what is granted counts at once. */
    public void decide(UUID id, long version, boolean grant, String note, User user) {
        Scope scope = guard.readable(user);
        BudgetRequestView request = rows.lock(id)
                .filter(found -> guard.covers(scope, found.scheme(), found.ic()))
                .orElseThrow(() -> Refused.notFound("budget request"));
        if (!guard.holds(user, decider(request.kind()), request.scheme(), request.ic())) {
            throw Refused.forbidden(
                    request.kind() == Kind.OVERRIDE ? "payments.onlyHeadOverrides" : "payments.onlyChecker");
        }
        if (request.version() != version) {
            throw Refused.stale();
        }
        if (!request.waits()) {
            throw Refused.conflict("payments.budgetDecided");
        }
        if (request.askedBy().equals(user.employeeNumber())) {
            throw Refused.forbidden("payments.budgetOwnRequest");
        }
        String words = note.strip();
        if (words.length() > LONGEST || (!grant && words.isEmpty())) {
            throw Refused.invalidField("note", "payments.budgetNote", LONGEST);
        }
        rows.decide(id, grant, words, user.employeeNumber());
        if (grant) {
            apply(request);
        }
        events.publishEvent(Audited.of(grant ? "budget.granted" : "budget.refused", "budgetRequest", id)
                .changed("kind", null, request.kind())
                .changed("fund", null, fund(request.scheme(), request.ic(), FinancialYear.parse(request.year())))
                .changed("amount", null, request.amount())
                .because(words.isEmpty() ? null : words));
    }

    private void apply(BudgetRequestView request) {
        FinancialYear year = FinancialYear.parse(request.year());
        switch (request.kind()) {
            case BUDGET -> {
                BudgetRows.Locked fund = rows.lockFund(request.scheme(), request.ic(), year);
                requireCovered(fund, request.amount(), "payments.budgetBelowSanctioned");
                rows.setBudget(fund, request.amount(), request.id());
            }
            case CARRY_OVER -> {
                BudgetRows.Locked from = rows.lockFund(request.scheme(), request.ic(), year);
                BudgetRows.Locked to = rows.lockFund(request.scheme(), request.ic(), year.plusYears(1));
                Money before = from.budget() == null ? Money.ZERO : from.budget();
                Money left = before.minus(request.amount());
                requireCovered(from, left, "payments.carryTooMuch");
                rows.setBudget(from, left, request.id());
                Money next = to.budget() == null ? Money.ZERO : to.budget();
                requireCovered(to, next.plus(request.amount()), "payments.budgetBelowSanctioned");
                rows.setBudget(to, next.plus(request.amount()), request.id());
            }
            case OVERRIDE -> {
                // A sanction of the application finds it.
            }
        }
    }

    /** A budget never falls below what has been sanctioned from it. */
    private static void requireCovered(BudgetRows.Locked fund, Money budget, String code) {
        if (budget.isNegative() || fund.sanctioned().exceeds(budget.plus(fund.overBudget()))) {
            throw Refused.conflict(code, fund.sanctioned());
        }
    }

    @Transactional(readOnly = true)
    public Waiting waiting(@Nullable UUID after, User user) {
        List<BudgetRequestView> found = rows.waiting(guard.readable(user), after, PAGE + 1);
        List<BudgetRequestView> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        return new Waiting(
                List.copyOf(page), found.size() > PAGE ? page.getLast().id() : null);
    }

    @Transactional(readOnly = true)
    public int countWaiting(User user) {
        return rows.countWaiting(guard.readable(user));
    }

    @Transactional(readOnly = true)
    public BudgetRequestView request(UUID id, User user) {
        Scope scope = guard.readable(user);
        return rows.find(id)
                .filter(found -> guard.covers(scope, found.scheme(), found.ic()))
                .orElseThrow(() -> Refused.notFound("budget request"));
    }

    @Transactional(readOnly = true)
    public List<BudgetRequestView> history(FundView fund, User user) {
        guard.readable(user);
        return rows.ofFund(fund, HISTORY);
    }

    public boolean mayAsk(FundView fund, User user) {
        return guard.holds(user, Role.ACCOUNTS_OFFICER, fund.scheme(), fund.ic());
    }

    public boolean mayDecide(BudgetRequestView request, User user) {
        return request.waits()
                && guard.holds(user, decider(request.kind()), request.scheme(), request.ic())
                && !request.askedBy().equals(user.employeeNumber());
    }

    private static Role decider(Kind kind) {
        return switch (kind) {
            case BUDGET, CARRY_OVER -> Role.ACCOUNTS_APPROVER;
            case OVERRIDE -> Role.HEAD;
        };
    }

    private static String fund(String scheme, String ic, FinancialYear year) {
        return scheme + " " + ic + " " + year;
    }
}
