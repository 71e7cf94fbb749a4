package org.ltet.portal.payments.posting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people see of the postings, and having one told again. They are about the whole trust. */
@Component
public class Postings {

    public static final int PAGE = 50;

    /** Told again in one act, so that a filter which is too wide does not start everything at once. */
    public static final int MOST_AT_ONCE = 500;

    public static final int LONGEST_REASON = 500;

    private static final int DAYS = 31;

    /** One page, and the posting before which the next one begins. */
    public record Page(List<PostingView> items, @Nullable Long next) {}

    /** One page of days, and the day before which the next one begins. */
    public record Days(List<PostingDay> items, @Nullable LocalDate next) {}

    private final PostingRows rows;
    private final PostingDayRows dayRows;
    private final LedgerGuard guard;
    private final SchedulerClient scheduler;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final boolean setUp;

    Postings(
            PostingRows rows,
            PostingDayRows dayRows,
            LedgerGuard guard,
            SchedulerClient scheduler,
            ApplicationEventPublisher events,
            Clock clock,
            ObjectProvider<AccountingSystem> books) {
        this.rows = rows;
        this.dayRows = dayRows;
        this.guard = guard;
        this.scheduler = scheduler;
        this.events = events;
        this.clock = clock;
        this.setUp = books.getIfAvailable() != null;
    }

    /** Whether this installation knows an accounting system at all. */
    public boolean setUp() {
        return setUp;
    }

    @Transactional(readOnly = true)
    public Page list(PostingFilter filter, @Nullable Long before, User user) {
        demandWholeTrust(user);
        List<PostingView> found = rows.list(filter, before, PAGE + 1);
        List<PostingView> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        return new Page(List.copyOf(page), found.size() > PAGE ? page.getLast().number() : null);
    }

    @Transactional(readOnly = true)
    public Map<PostingState, Long> counts(User user) {
        demandWholeTrust(user);
        return rows.counts();
    }

    @Transactional(readOnly = true)
    public PostingView posting(UUID id, User user) {
        demandWholeTrust(user);
        return rows.find(id).orElseThrow(() -> Refused.notFound("posting"));
    }

    @Transactional(readOnly = true)
    public Days days(@Nullable LocalDate before, User user) {
        demandWholeTrust(user);
        List<PostingDay> found = dayRows.days(before, DAYS + 1);
        List<PostingDay> page = found.size() > DAYS ? found.subList(0, DAYS) : found;
        return new Days(List.copyOf(page), found.size() > DAYS ? page.getLast().day() : null);
    }

    /** The job tells it within seconds: as before, or anew where it was refused, with the accounts that are set up now. */
    @Transactional
    public void retry(UUID id, long version, User user) {
        demandWorker(user);
        PostingView posting = posting(id, user);
        if (posting.posted()) {
            throw Refused.conflict("payments.postingDone");
        }
        if (!rows.retry(id, version, clock.instant())) {
            throw Refused.stale();
        }
        events.publishEvent(Audited.of("posting.retried", "posting", id)
                .changed("state", posting.state().name(), PostingState.WAITING.name()));
    }

    /**
     * Likewise the oldest of those that a filter finds, at most {@value #MOST_AT_ONCE} in one act.
     *
     * @return how many
     */
    @Transactional
    public int retryMany(PostingFilter filter, @Nullable String reason, User user) {
        demandWorker(user);
        String why = demandReason(reason);
        if (filter.state() == PostingState.POSTED) {
            throw Refused.conflict("payments.postingDone");
        }
        List<UUID> told = rows.retry(filter, MOST_AT_ONCE, clock.instant());
        for (UUID id : told) {
            events.publishEvent(Audited.of("posting.retried", "posting", id)
                    .changed("state", filter.state().name(), PostingState.WAITING.name())
                    .because(why));
        }
        events.publishEvent(Audited.of("posting.retriedMany", "posting", "many")
                .changed("state", null, filter.state())
                .changed("kind", null, filter.kind())
                .changed("from", null, filter.from())
                .changed("until", null, filter.until())
                .changed("count", null, told.size())
                .because(why));
        return told.size();
    }

    static String demandReason(@Nullable String reason) {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Refused.invalidField("reason", "payments.postingReason", LONGEST_REASON);
        }
        return why;
    }

    /** A job asks the accounting system within seconds. */
    @Transactional
    public void compare(User user) {
        demandWorker(user);
        if (!setUp) {
            throw Refused.conflict("payments.postingNotSetUp");
        }
        scheduler.scheduleIfNotExists(CompareBooks.NOW.instance("now").scheduledTo(clock.instant()));
        events.publishEvent(Audited.of("posting.compared", "posting", "days"));
    }

    /** With a role that counts everywhere: to read everything in another role is not enough. */
    public boolean mayAct(User user) {
        return user.hasEverywhere(Role.ACCOUNTS_OFFICER) || user.hasEverywhere(Role.ACCOUNTS_APPROVER);
    }

    void demandWorker(User user) {
        demandWholeTrust(user);
        if (!mayAct(user)) {
            throw Refused.forbidden("payments.notAccounts");
        }
    }

    private void demandWholeTrust(User user) {
        if (!guard.readable(user).equals(Scope.EVERYWHERE)) {
            throw Refused.forbidden("payments.postingsWholeTrust");
        }
    }
}
