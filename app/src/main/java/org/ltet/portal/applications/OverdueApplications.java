package org.ltet.portal.applications;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Walks through what may be due, in batches, and gives each application to its work in a transaction of its own: what
 * fails for one is tried again at the next turn and holds up no other.
 */
@Component
class OverdueApplications {

    private static final Logger LOG = LoggerFactory.getLogger(OverdueApplications.class);
    private static final int BATCH = 200;

    private record Found(UUID id, OffsetDateTime since) {}

    private final JdbcClient jdbc;
    private final ApplicationRows rows;
    private final CurrentUser currentUser;
    private final TransactionTemplate transaction;

    OverdueApplications(
            JdbcClient jdbc, ApplicationRows rows, CurrentUser currentUser, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.currentUser = currentUser;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Sent back on this day or before. */
    void eachSentBack(LocalDate until, String job, Consumer<Application> work) {
        OffsetDateTime before = until.plusDays(1).atStartOfDay(IndiaTime.ZONE).toOffsetDateTime();
        each("""
                select id, sent_back_at as since from applications.application
                where state = 'SENT_BACK' and sent_back_at < :until
                  and (sent_back_at, id) > (:since, :after) order by sent_back_at, id limit :batch
                """, before, job, work);
    }

    /** Drafts that are kept until this day or an earlier one. */
    void eachDraft(LocalDate until, String job, Consumer<Application> work) {
        each("""
                select id, draft_expires_on::timestamp at time zone 'UTC' as since from applications.application
                where state = 'DRAFT' and draft_expires_on <= (:until at time zone 'UTC')::date
                  and (draft_expires_on, id) > ((:since at time zone 'UTC')::date, :after)
                order by draft_expires_on, id limit :batch
                """, until.atStartOfDay().atOffset(ZoneOffset.UTC), job, work);
    }

    private void each(String sql, OffsetDateTime until, String job, Consumer<Application> work) {
        Found last = new Found(new UUID(0, 0), OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
        while (true) {
            List<Found> batch = jdbc.sql(sql)
                    .param("until", until)
                    .param("since", last.since())
                    .param("after", last.id())
                    .param("batch", BATCH)
                    .query(Found.class)
                    .list();
            batch.forEach(found -> one(found.id(), job, work));
            if (batch.size() < BATCH) {
                return;
            }
            last = batch.getLast();
        }
    }

    private void one(UUID id, String job, Consumer<Application> work) {
        try {
            currentUser.runAs(
                    User.system(job), () -> transaction.executeWithoutResult(_ -> work.accept(rows.lock(id))));
        } catch (RuntimeException e) {
            LOG.error("{} failed for application {}; it is tried again at the next turn", job, id, e);
        }
    }
}
