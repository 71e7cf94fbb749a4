package org.ltet.portal.payments.posting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.posting.PostingView.Proposal;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another date for a posting whose period the accounting system has closed: one person proposes it with the reason, another
 * confirms it, and it is told anew. The ledger keeps its own day.
 */
@Component
public class PostingDates {

    private final JdbcClient jdbc;
    private final PostingRows rows;
    private final Postings postings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostingDates(JdbcClient jdbc, PostingRows rows, Postings postings, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.postings = postings;
        this.events = events;
        this.clock = clock;
    }

    /** @param day after the ledger's own, and not after today */
    @Transactional
    public void propose(UUID id, long version, @Nullable LocalDate day, @Nullable String reason, User user) {
        PostingView posting = refused(id, user);
        String why = Postings.demandReason(reason);
        if (day == null || !day.isAfter(posting.day()) || day.isAfter(IndiaTime.today(clock))) {
            throw Refused.invalidField("day", "payments.postingDateRange");
        }
        touch(id, version);
        if (posting.proposal() != null) {
            throw Refused.conflict("payments.alreadyProposed");
        }
        jdbc.sql("""
                insert into payments.posting_date (id, posting_id, day, reason, proposed_by, proposed_at)
                values (:id, :posting, :day, :reason, :by, :now)
                """)
                .param("id", Ids.next())
                .param("posting", id)
                .param("day", day)
                .param("reason", why)
                .param("by", user.employeeNumber())
                .param("now", PostingRows.time(clock.instant()))
                .update();
        events.publishEvent(Audited.of("posting.dateProposed", "posting", id)
                .changed("postOn", posting.postOn(), day)
                .because(why));
    }

    public boolean mayConfirm(PostingView posting, User user) {
        Proposal proposal = posting.proposal();
        return proposal != null
                && posting.failed()
                && user.hasEverywhere(Role.ACCOUNTS_APPROVER)
                && !proposal.by().equals(user.employeeNumber());
    }

    /** By another person than the one who proposed it. */
    @Transactional
    public void confirm(UUID id, long version, User user) {
        PostingView posting = refused(id, user);
        if (!user.hasEverywhere(Role.ACCOUNTS_APPROVER)) {
            throw Refused.forbidden("payments.notAccounts");
        }
        Proposal proposal = proposed(posting);
        if (proposal.by().equals(user.employeeNumber())) {
            throw Refused.forbidden("payments.proposedYourself");
        }
        touch(id, version);
        decide(id, "CONFIRMED", user);
        if (!rows.moveTo(id, proposal.day(), clock.instant())) {
            throw Refused.stale();
        }
        events.publishEvent(Audited.of("posting.dateConfirmed", "posting", id)
                .changed("postOn", posting.postOn(), proposal.day())
                .changed("proposedBy", null, proposal.by())
                .because(proposal.reason()));
    }

    /** Taken back by the one who proposed it, or refused by another. */
    @Transactional
    public void drop(UUID id, long version, User user) {
        postings.demandWorker(user);
        PostingView posting = postings.posting(id, user);
        Proposal proposal = proposed(posting);
        touch(id, version);
        decide(id, "DROPPED", user);
        events.publishEvent(
                Audited.of("posting.dateDropped", "posting", id).changed("proposedDate", proposal.day(), null));
    }

    private void decide(UUID posting, String state, User user) {
        int decided = jdbc.sql("""
                update payments.posting_date set state = :state, decided_by = :by, decided_at = :now
                where posting_id = :posting and state = 'PROPOSED'
                """)
                .param("state", state)
                .param("by", user.employeeNumber())
                .param("now", PostingRows.time(clock.instant()))
                .param("posting", posting)
                .update();
        if (decided != 1) {
            throw Refused.stale();
        }
    }

    private PostingView refused(UUID id, User user) {
        postings.demandWorker(user);
        PostingView posting = postings.posting(id, user);
        if (!posting.failed()) {
            throw Refused.conflict("payments.postingNotRefused");
        }
        return posting;
    }

    private static Proposal proposed(PostingView posting) {
        Proposal proposal = posting.proposal();
        if (proposal == null) {
            throw Refused.conflict("payments.nothingProposed");
        }
        return proposal;
    }

    private void touch(UUID id, long version) {
        if (!rows.touch(id, version)) {
            throw Refused.stale();
        }
    }
}
