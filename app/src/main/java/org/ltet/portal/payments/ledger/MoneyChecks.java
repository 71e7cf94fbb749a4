package org.ltet.portal.payments.ledger;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the checks of all totals found, and having one done now. They are about the whole trust. */
@Component
public class MoneyChecks {

    private static final int EARLIER = 14;

    private final MoneyCheckRows rows;
    private final LedgerGuard guard;
    private final SchedulerClient scheduler;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MoneyChecks(
            MoneyCheckRows rows,
            LedgerGuard guard,
            SchedulerClient scheduler,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.guard = guard;
        this.scheduler = scheduler;
        this.events = events;
        this.clock = clock;
    }

    /** The newest check with all that it found; none before the first night. */
    @Transactional(readOnly = true)
    public Optional<MoneyCheck> last(User user) {
        demandWholeTrust(user);
        return rows.last();
    }

    /** The newest ones, how many differences each had. */
    @Transactional(readOnly = true)
    public List<MoneyCheck> newest(User user) {
        demandWholeTrust(user);
        return rows.newest(EARLIER);
    }

    /** A job does it within seconds. */
    @Transactional
    public void ask(User user) {
        demandWholeTrust(user);
        if (!user.hasAny(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER)) {
            throw Refused.forbidden("payments.notAccounts");
        }
        scheduler.scheduleIfNotExists(CheckMoney.NOW.instance("now").scheduledTo(clock.instant()));
        events.publishEvent(Audited.of("money.checkAsked", "moneyCheck", "now"));
    }

    private void demandWholeTrust(User user) {
        if (!guard.readable(user).equals(Scope.EVERYWHERE)) {
            throw Refused.forbidden("payments.checkWholeTrust");
        }
    }
}
