package org.ltet.portal.operations;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.RetentionRule;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps to the schedule after which records go (SEC-5): every night once in the cluster, in small transactions, each of
 * which asks anew what is held. A rule that fails is tried again the next night and holds up no other.
 */
@Component
public class Retention implements SettingGroup {

    /**
     * What became of one kind of record.
     *
     * @param due older than they are kept, and not held; for a real run, before it began
     * @param heldBack older, but held
     */
    public record Result(
            String rule,
            Instant keptBefore,
            long due,
            long heldBack,
            long removed,
            @Nullable String problem) {}

    /** @param dry only counted */
    public record Run(
            UUID id,
            boolean dry,
            String askedBy,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** One line of the schedule. */
    public record Kept(String rule, Setting setting, long days) {}

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final String JOB = "operations-retention";

    private final List<RetentionRule> rules;
    private final Settings settings;
    private final LegalHolds holds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Retention(
            List<RetentionRule> rules,
            Settings settings,
            LegalHolds holds,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rules =
                rules.stream().sorted(Comparator.comparing(RetentionRule::name)).toList();
        this.settings = settings;
        this.holds = holds;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String titleKey() {
        return "operations.retention";
    }

    @Override
    public List<Setting> settings() {
        return rules.stream().map(RetentionRule::keptFor).toList();
    }

    public List<Kept> schedule() {
        return rules.stream()
                .map(rule -> new Kept(rule.name(), rule.keptFor(), settings.count(rule.keptFor())))
                .toList();
    }

    /** Counts what would go, removes nothing, and keeps the counts. */
    public UUID look(String by) {
        return run(true, by);
    }

    /** Removes what is due. */
    public UUID work() {
        return run(false, JOB);
    }

    private UUID run(boolean dry, String by) {
        UUID id = Ids.next();
        jdbc.sql("insert into operations.retention_run (id, dry, asked_by, started_at) values (?, ?, ?, ?)")
                .params(id, dry, by, now())
                .update();
        for (RetentionRule rule : rules) {
            Result result = one(rule, dry);
            keep(id, result);
        }
        transactions.executeWithoutResult(status -> {
            jdbc.sql("update operations.retention_run set ended_at = ? where id = ?")
                    .params(now(), id)
                    .update();
            Audited entry = Audited.of(dry ? "retention.looked" : "retention.ran", "retentionRun", id);
            for (Result result : results(id)) {
                entry = entry.changed(result.rule(), null, dry ? result.due() : result.removed());
            }
            events.publishEvent(entry);
        });
        return id;
    }

    private Result one(RetentionRule rule, boolean dry) {
        Instant before = clock.instant().minus(settings.duration(rule.keptFor()));
        long due = 0;
        long heldBack = 0;
        long removed = 0;
        try {
            Held held = held();
            due = rule.due(before, held);
            heldBack = held.equals(Held.NOTHING) ? 0 : Math.max(0, rule.due(before, Held.NOTHING) - due);
            int batch = dry ? 0 : remove(rule, before);
            while (batch > 0) {
                removed += batch;
                batch = remove(rule, before);
            }
            return new Result(rule.name(), before, due, heldBack, removed, null);
        } catch (RuntimeException e) {
            LOG.error("The retention rule {} failed; it is tried again the next night", rule.name(), e);
            return new Result(
                    rule.name(), before, due, heldBack, removed, e.getClass().getSimpleName());
        }
    }

    private Held held() {
        Held held = transactions.execute(status -> holds.now());
        return held == null ? Held.NOTHING : held;
    }

    private int remove(RetentionRule rule, Instant before) {
        Integer removed = transactions.execute(status -> rule.remove(before, holds.now()));
        return removed == null ? 0 : removed;
    }

    private void keep(UUID run, Result result) {
        jdbc.sql("""
                insert into operations.retention_result (run_id, rule, kept_before, due, held_back, removed, problem)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .param(run)
                .param(result.rule())
                .param(result.keptBefore().atOffset(ZoneOffset.UTC))
                .param(result.due())
                .param(result.heldBack())
                .param(result.removed())
                .param(result.problem())
                .update();
    }

    /** The newest first. */
    public List<Run> runs(@Nullable UUID before, int most) {
        return jdbc.sql("""
                select id, dry, asked_by, started_at, ended_at from operations.retention_run
                 where :before::uuid is null or id < :before order by id desc limit :most
                """)
                .param("before", before)
                .param("most", most)
                .query((row, index) -> run(row))
                .list();
    }

    /** @throws Refused not found */
    public Run find(UUID id) {
        Optional<Run> run = jdbc.sql(
                        "select id, dry, asked_by, started_at, ended_at from operations.retention_run where id = ?")
                .param(id)
                .query((row, index) -> run(row))
                .optional();
        return run.orElseThrow(() -> Refused.notFound("retentionRun"));
    }

    public List<Result> results(UUID run) {
        return jdbc.sql("""
                select rule, kept_before, due, held_back, removed, problem from operations.retention_result
                 where run_id = ? order by rule
                """)
                .param(run)
                .query((row, index) -> new Result(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6)))
                .list();
    }

    private static Run run(java.sql.ResultSet row) throws java.sql.SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Run(
                row.getObject("id", UUID.class),
                row.getBoolean("dry"),
                row.getString("asked_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Bean
    Task<Void> retentionTask() {
        return Tasks.recurring(JOB, Schedules.daily(IndiaTime.ZONE, LocalTime.of(2, 10)))
                .execute((instance, context) -> work());
    }
}
