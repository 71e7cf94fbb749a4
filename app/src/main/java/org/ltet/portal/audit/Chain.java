package org.ltet.portal.audit;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Chains new entries, anchors the chain, and finds entries that were changed, removed, slipped in or cut off. */
@Component
public class Chain {

    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final int AT_ONCE = 1_000;
    private static final int MONTHS_AHEAD = 3;

    /** An anchor says that the chain once reached further. */
    static final String CUT_OFF = "CUT_OFF";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Verification verification;
    private final Anchors anchors;
    private final Clock clock;

    Chain(JdbcClient jdbc, TransactionTemplate transactions, Verification verification, Anchors anchors, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.verification = verification;
        this.anchors = anchors;
        this.clock = clock;
    }

    /**
     * One thing wrong with the trail.
     *
     * @param place in the chain, none for an entry that was slipped in beside it
     * @param entryId 0 where the problem is an anchor's
     * @param problem CHANGED, REMOVED, INSERTED, FORGED, OUT_OF_CHAIN, CUT_OFF, REWRITTEN, ANCHOR_FORGED, ANCHOR_MISSING
     */
    public record Broken(@Nullable Long place, long entryId, String problem) {

        /** What the problem is told of: the entry, or the place where an anchor said that there was one. */
        public String subject() {
            return Long.toString(entryId == 0 && place != null ? place : entryId);
        }
    }

    /**
     * What a check of the whole trail found.
     *
     * @param ahead anchors of the time that is lost, which do not count; only on a database brought back from a backup
     */
    record Verified(long places, List<Broken> broken, List<Anchors.Anchor> ahead) {}

    /** A check of the whole trail that was made. */
    public record Checked(Instant at, String askedBy, long places, int problems) {}

    /** Chains all entries that wait. */
    public void linkWaiting() {
        int linked;
        do {
            Integer done = transactions.execute(status -> jdbc.sql("select audit.link_waiting(?)")
                    .param(AT_ONCE)
                    .query(Integer.class)
                    .single());
            linked = done == null ? 0 : done;
        } while (linked == AT_ONCE);
    }

    /** Looks through the whole chain; empty when the trail is as it was written. */
    public List<Broken> broken() {
        return verification.run(null).broken();
    }

    /** The same, and notes that it was done. */
    public void verify(String askedBy) {
        verify(askedBy, null);
    }

    /**
     * The same, on a database that a backup may have brought back.
     *
     * @param restoredTo the moment a backup brought the database back to, none where it never was
     */
    Verified verify(String askedBy, @Nullable Instant restoredTo) {
        linkWaiting();
        Verification.Result result = verification.run(restoredTo);
        jdbc.sql("insert into audit.verification (id, at, asked_by, places, problems) values (?, ?, ?, ?, ?)")
                .param(Ids.next())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(askedBy)
                .param(result.places())
                .param(result.broken().size())
                .update();
        if (!result.broken().isEmpty()) {
            LOG.error("The audit trail was tampered with: {}", result.broken());
        }
        return new Verified(result.places(), result.broken(), result.ahead());
    }

    /** The latest checks, newest first. */
    public List<Checked> checks() {
        return jdbc.sql("select at, asked_by, places, problems from audit.verification order by at desc limit 30")
                .query((row, index) -> new Checked(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("asked_by"),
                        row.getLong("places"),
                        row.getInt("problems")))
                .list();
    }

    /** Says outside the database how far the chain reaches now. */
    public void anchor() {
        linkWaiting();
        anchors.drop();
    }

    void makeMonthsAhead() {
        for (int month = 0; month <= MONTHS_AHEAD; month++) {
            OffsetDateTime moment = clock.instant()
                    .atZone(IndiaTime.ZONE)
                    .withDayOfMonth(1)
                    .plusMonths(month)
                    .toOffsetDateTime();
            jdbc.sql("select audit.make_month(?)")
                    .param(moment)
                    .query(Boolean.class)
                    .single();
        }
    }

    @Bean
    Task<Void> linkAuditEntries() {
        return Tasks.recurring("audit-link", Schedules.fixedDelay(Duration.ofSeconds(5)))
                .execute((instance, context) -> linkWaiting());
    }

    @Bean
    Task<Void> anchorAuditChain() {
        return Tasks.recurring("audit-anchor", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> anchor());
    }

    @Bean
    Task<Void> makeAuditMonths() {
        return Tasks.recurring("audit-months", Schedules.daily(IndiaTime.ZONE, LocalTime.of(0, 30)))
                .execute((instance, context) -> makeMonthsAhead());
    }

    @Bean
    Task<Void> verifyAuditChain() {
        return Tasks.recurring("audit-verify", Schedules.daily(IndiaTime.ZONE, LocalTime.of(2, 0)))
                .execute((instance, context) -> verify("system:audit-verify"));
    }
}
