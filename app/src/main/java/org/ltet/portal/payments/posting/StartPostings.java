package org.ltet.portal.payments.posting;

import java.time.Clock;
import java.time.Instant;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has postings planned, from the first node on that knows the accounting system. */
@Component
class StartPostings {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final boolean setUp;

    StartPostings(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock,
            ObjectProvider<AccountingSystem> books) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.setUp = books.getIfAvailable() != null;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (setUp) {
            transactions.executeWithoutResult(status -> started());
        }
    }

    /** Nobody writes into the ledger meanwhile, so that each entry is before or after. */
    private void started() {
        if (jdbc.sql("select count(*) from payments.posting_start")
                        .query(Integer.class)
                        .single()
                > 0) {
            return;
        }
        jdbc.sql("lock table payments.ledger_entry in share row exclusive mode").update();
        Instant now = clock.instant();
        int started = jdbc.sql("""
                insert into payments.posting_start (after_entry, day, at)
                select coalesce(max(id), 0), :day, :now from payments.ledger_entry on conflict do nothing
                """)
                .param("day", IndiaTime.dateOf(now))
                .param("now", PostingRows.time(now))
                .update();
        if (started == 1) {
            events.publishEvent(Audited.of("posting.started", "posting", "start"));
        }
    }
}
