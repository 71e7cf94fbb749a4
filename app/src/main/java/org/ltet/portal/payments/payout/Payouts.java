package org.ltet.portal.payments.payout;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.GatewayWord;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people see of the payouts, and having one told again or given up. They are about the whole trust. */
@Component
public class Payouts {

    public static final int PAGE = 50;

    private static final int LONGEST_REASON = 1000;

    /** One page, and the payout before which the next one begins. */
    public record Page(List<PayoutView> items, @Nullable UUID next) {}

    private final PayoutRows rows;
    private final PayoutDayRows days;
    private final GatewayWord word;
    private final LedgerGuard guard;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final boolean setUp;

    Payouts(
            PayoutRows rows,
            PayoutDayRows days,
            GatewayWord word,
            LedgerGuard guard,
            ApplicationEventPublisher events,
            Clock clock,
            ObjectProvider<PayoutGateway> gateway) {
        this.rows = rows;
        this.days = days;
        this.word = word;
        this.guard = guard;
        this.events = events;
        this.clock = clock;
        this.setUp = gateway.getIfAvailable() != null;
    }

    /** Whether this installation knows a payment gateway at all. */
    public boolean setUp() {
        return setUp;
    }

    @Transactional(readOnly = true)
    public Page list(PayoutState state, PayoutFilter filter, @Nullable UUID before, User user) {
        demandWholeTrust(user);
        List<PayoutView> found = rows.list(state, filter, before, PAGE + 1);
        List<PayoutView> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        return new Page(List.copyOf(page), found.size() > PAGE ? page.getLast().id() : null);
    }

    /** The last days beside what the gateway says it paid, the newest first. */
    @Transactional(readOnly = true)
    public List<PayoutDay> days(User user) {
        demandWholeTrust(user);
        return days.days();
    }

    /** How many the list of each state holds under the filter. */
    @Transactional(readOnly = true)
    public Map<PayoutState, Long> counts(PayoutFilter filter, User user) {
        demandWholeTrust(user);
        return rows.counts(filter);
    }

    @Transactional(readOnly = true)
    public PayoutView.Details payout(UUID id, User user) {
        demandWholeTrust(user);
        return new PayoutView.Details(found(id), rows.words(id));
    }

    /** The job looks it up within seconds, and tells it again if it is not there. */
    @Transactional
    public void retry(UUID id, long version, String reason, User user) {
        demandWorker(user);
        String words = reason(reason);
        PayoutView payout = openToPeople(id);
        word.lock();
        word.demandStranger(id, user);
        if (payout.giveUpBy() != null) {
            throw Refused.conflict("payments.payoutToBeGivenUp");
        }
        if (!rows.retry(id, version, clock.instant())) {
            throw Refused.stale();
        }
        rows.note(id, "RETRY", words, user.employeeNumber(), clock.instant());
        events.publishEvent(Audited.of("payout.retried", "payout", id)
                .changed("state", payout.state().name(), PayoutState.WAITING.name())
                .because(words));
    }

    /** It is told no more; once the gateway says that it does not have it, the voucher can be paid in another way. */
    @Transactional
    public void giveUp(UUID id, long version, String reason, User user) {
        demandWorker(user);
        String words = reason(reason);
        openToPeople(id);
        word.lock();
        word.demandStranger(id, user);
        if (!rows.wantGivenUp(id, version, words, user.employeeNumber(), clock.instant())) {
            throw Refused.stale();
        }
        rows.note(id, "GIVE_UP", words, user.employeeNumber(), clock.instant());
        events.publishEvent(Audited.of("payout.giveUpWanted", "payout", id).because(words));
    }

    /** With a role that counts everywhere: to read everything in another role is not enough. */
    public boolean mayAct(User user) {
        return user.hasEverywhere(Role.ACCOUNTS_OFFICER) || user.hasEverywhere(Role.ACCOUNTS_APPROVER);
    }

    private PayoutView found(UUID id) {
        return rows.find(id).orElseThrow(() -> Refused.notFound("payout"));
    }

    private PayoutView openToPeople(UUID id) {
        PayoutView payout = found(id);
        if (!payout.state().openToPeople()) {
            throw Refused.conflict("payments.payoutDone");
        }
        return payout;
    }

    private static String reason(String reason) {
        String words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON) {
            throw Refused.invalidField("reason", "payments.payoutReason", LONGEST_REASON);
        }
        return words;
    }

    private void demandWorker(User user) {
        demandWholeTrust(user);
        if (!mayAct(user)) {
            throw Refused.forbidden("payments.notAccounts");
        }
    }

    private void demandWholeTrust(User user) {
        if (!guard.readable(user).equals(Scope.EVERYWHERE)) {
            throw Refused.forbidden("payments.payoutsWholeTrust");
        }
    }
}
