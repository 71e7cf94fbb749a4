package org.ltet.portal.people;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.people.HrmsReject.Part;
import org.ltet.portal.people.HrmsStage.Staged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a chunk of checked people over in one transaction, by a fixed number of statements however many they are.
 * Should the database refuse it, halves are tried, until the record at fault stands alone and is set aside.
 */
@Component
class HrmsMerge {

    private static final Logger LOG = LoggerFactory.getLogger(HrmsMerge.class);

    private final JdbcClient jdbc;
    private final HrmsStage stage;
    private final HrmsRuns runs;
    private final MemberCache cache;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HrmsMerge(
            JdbcClient jdbc,
            HrmsStage stage,
            HrmsRuns runs,
            MemberCache cache,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.stage = stage;
        this.runs = runs;
        this.cache = cache;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param read how many records came in, rejected ones included
     * @param cursor where the run would go on after this chunk
     */
    void takeOver(
            UUID run, Collection<CheckedPerson> people, int read, List<HrmsReject> rejects, @Nullable String cursor) {
        // The same person may come twice where the list moved between two pages; the later record is the newer.
        Map<String, CheckedPerson> latest = new LinkedHashMap<>();
        people.forEach(person -> latest.put(person.employeeNumber(), person));
        halving(run, List.copyOf(latest.values()), read, rejects);
        runs.goesOnAt(run, cursor);
    }

    private void halving(UUID run, List<CheckedPerson> people, int read, List<HrmsReject> rejects) {
        try {
            transaction.executeWithoutResult(status -> merge(run, people, read, rejects));
        } catch (DataIntegrityViolationException e) {
            if (people.isEmpty()) {
                throw e;
            }
            if (people.size() == 1) {
                String number = people.getFirst().employeeNumber();
                LOG.warn("The database refuses the HR record of {}", number, e);
                List<HrmsReject> more = new ArrayList<>(rejects);
                more.add(HrmsCheck.reject(number, Part.RECORD, "REFUSED_BY_DATABASE", "record"));
                halving(run, List.of(), read, more);
            } else {
                int half = people.size() / 2;
                halving(run, people.subList(0, half), half, List.of());
                halving(run, people.subList(half, people.size()), read - half, rejects);
            }
        }
    }

    private void merge(UUID run, List<CheckedPerson> people, int read, List<HrmsReject> rejects) {
        Staged staged = people.isEmpty() ? new Staged(0, 0) : stage.fill(people);
        if (!staged.nothing()) {
            // Rows are found by their keys: the tables lie in memory, and reading all of them per chunk would not do.
            jdbc.sql("set local random_page_cost = 1.1").update();
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            if (staged.changed() > 0) {
                execute(HrmsMergeSql.NOTE_MEMBER_CHANGES, run, now);
                execute(HrmsMergeSql.NOTE_DEPENDENT_CHANGES, run, now);
                execute(HrmsMergeSql.NOTE_ACCOUNT_CHANGES, run, now);
                execute(HrmsMergeSql.UPDATE_MEMBERS, run, now);
                execute(HrmsMergeSql.RETIRE_DEPENDENTS, run, now);
                execute(HrmsMergeSql.UPSERT_DEPENDENTS, run, now);
                execute(HrmsMergeSql.CLOSE_ACCOUNTS, run, now);
            }
            if (staged.fresh() > 0) {
                execute(HrmsMergeSql.INSERT_MEMBERS, run, now);
                execute(HrmsMergeSql.INSERT_DEPENDENTS, run, now);
            }
            execute(HrmsMergeSql.INSERT_ACCOUNTS, run, now);
            execute(HrmsMergeSql.NOTE_SHARED_ACCOUNTS, run, now);
            if (staged.changed() > 0) {
                List<UUID> changed = stage.changedMembers();
                cache.forgetAfterCommit(changed);
                events.publishEvent(new MembersChanged(changed));
            }
        }
        runs.progress(run, read, staged.fresh(), staged.changed(), rejects);
    }

    private void execute(String sql, UUID run, OffsetDateTime now) {
        jdbc.sql(sql).param("run", run).param("now", now).update();
    }
}
