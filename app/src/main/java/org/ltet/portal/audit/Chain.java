package org.ltet.portal.audit;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.IndiaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Chains new entries, and finds entries that were changed, removed or slipped in. */
@Component
public class Chain {

    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Chain(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * One thing wrong with the trail.
     *
     * @param place in the chain, none for an entry that was slipped in beside it
     * @param problem CHANGED, REMOVED, INSERTED or OUT_OF_CHAIN
     */
    public record Broken(@Nullable Long place, long entryId, String problem) {}

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
        return jdbc.sql("select place, entry_id, problem from audit.broken_links() order by entry_id limit 1000")
                .query(Broken.class)
                .list();
    }

    @Bean
    Task<Void> linkAuditEntries() {
        return Tasks.recurring("audit-link", Schedules.fixedDelay(Duration.ofSeconds(5)))
                .execute((instance, context) -> linkWaiting());
    }

    @Bean
    Task<Void> verifyAuditChain() {
        return Tasks.recurring("audit-verify", Schedules.daily(IndiaTime.ZONE, LocalTime.of(2, 0)))
                .execute((instance, context) -> {
                    List<Broken> broken = broken();
                    if (!broken.isEmpty()) {
                        LOG.error("The audit trail was tampered with: {}", broken);
                    }
                });
    }
}
