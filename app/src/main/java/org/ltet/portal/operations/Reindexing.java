package org.ltet.portal.operations;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.DataKeys.Purpose;
import org.ltet.portal.shared.Audited;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes blind indexes anew after their key was replaced, a few hundred rows in a transaction, in two goes: first every
 * row gets the new index beside the old one, so that each of them finds every row at every moment; then the old key is
 * retired, and the old indexes are taken away. Stopped at any moment, it begins again and passes over what is done.
 */
@Component
class Reindexing implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);
    private static final int BATCH = 500;

    /** Sooner, some node might still make indexes with the key that was replaced alone, or look for it alone. */
    private static final Duration SETTLED_AFTER = DataKeys.NOTICED_WITHIN.multipliedBy(2);

    private record Indexed(UUID key, UUID row, byte[] value, byte[][] indexes) {}

    private record Batch(
            int changed, int unreadable, @Nullable UUID last) {}

    private final List<IndexedColumn> columns;
    private final FieldCipher cipher;
    private final DataKeys keys;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reindexing(
            List<IndexedColumn> columns,
            FieldCipher cipher,
            DataKeys keys,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.columns = columns;
        this.cipher = cipher;
        this.keys = keys;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (IndexedColumn column : columns) {
            jdbc.sql("insert into operations.indexed_column (name, clean_for) values (?, ?) on conflict do nothing")
                    .param(column.name())
                    .param(keys.active(Purpose.INDEX).number())
                    .update();
        }
    }

    void work() {
        Instant settled = clock.instant().minus(SETTLED_AFTER);
        List<Instant> replaced = keys.replacements(Purpose.INDEX);
        if (replaced.stream().anyMatch(settled::isBefore)
                || keys.lastRetired(Purpose.INDEX).filter(settled::isBefore).isPresent()) {
            return;
        }
        keys.lookAgain();
        if (replaced.isEmpty()) {
            takeOldOnesAway();
        } else {
            addNewOnes();
        }
    }

    private void addNewOnes() {
        int unreadable = 0;
        for (IndexedColumn column : columns) {
            unreadable += passes(column, cipher::blindIndexes, Reindexing::lacks);
        }
        if (unreadable > 0) {
            LOG.error("{} sealed values do not open and keep their old index alone", unreadable);
            return;
        }
        transactions.executeWithoutResult(status -> {
            if (keys.retireReplaced(Purpose.INDEX) > 0) {
                events.publishEvent(Audited.of(
                                "dataKey.retired",
                                "dataKey",
                                keys.active(Purpose.INDEX).number())
                        .changed("purpose", null, Purpose.INDEX));
            }
        });
        keys.lookAgain();
    }

    /** While new ones are added none is taken away, also where another run ends meanwhile and the old key counts no more. */
    private static boolean lacks(byte[][] old, byte[][] wanted) {
        return !Arrays.stream(wanted)
                .allMatch(index -> Arrays.stream(old).anyMatch(there -> Arrays.equals(there, index)));
    }

    private void takeOldOnesAway() {
        int active = keys.active(Purpose.INDEX).number();
        for (IndexedColumn column : columns) {
            boolean toClean = jdbc.sql("select clean_for < ? from operations.indexed_column where name = ?")
                    .param(active)
                    .param(column.name())
                    .query(Boolean.class)
                    .single();
            if (toClean && passes(column, cipher::activeIndex, (old, wanted) -> !Arrays.deepEquals(old, wanted)) == 0) {
                jdbc.sql("update operations.indexed_column set clean_for = ? where name = ?")
                        .param(active)
                        .param(column.name())
                        .update();
            }
        }
    }

    /** Goes through the table until a whole pass changes nothing. Answers how many values do not open. */
    private int passes(
            IndexedColumn column, Function<String, byte[][]> wanted, BiPredicate<byte[][], byte[][]> differs) {
        while (true) {
            int changed = 0;
            int unreadable = 0;
            UUID last = null;
            do {
                Batch batch = batch(column, wanted, differs, last);
                changed += batch.changed();
                unreadable += batch.unreadable();
                last = batch.last();
            } while (last != null);
            if (changed == 0) {
                return unreadable;
            }
        }
    }

    private Batch batch(
            IndexedColumn column,
            Function<String, byte[][]> wanted,
            BiPredicate<byte[][], byte[][]> differs,
            @Nullable UUID after) {
        Batch batch = transactions.execute(status -> oneBatch(column, wanted, differs, after));
        if (batch == null) {
            throw new IllegalStateException("No batch of " + column.name());
        }
        return batch;
    }

    private Batch oneBatch(
            IndexedColumn column,
            Function<String, byte[][]> wanted,
            BiPredicate<byte[][], byte[][]> differs,
            @Nullable UUID after) {
        List<Indexed> found = find(column, after);
        List<UUID> changed = new ArrayList<>();
        List<byte[][]> values = new ArrayList<>();
        int unreadable = 0;
        for (Indexed old : found) {
            try {
                byte[][] indexes =
                        wanted.apply(cipher.decrypt(old.value(), column.source().at(old.row())));
                if (differs.test(old.indexes(), indexes)) {
                    changed.add(old.key());
                    values.add(indexes);
                }
            } catch (IllegalStateException e) {
                unreadable++;
                LOG.error("The sealed value beside {} of row {} does not open", column.name(), old.key(), e);
            }
        }
        write(column, changed, values);
        return new Batch(
                changed.size(),
                unreadable,
                found.size() < BATCH ? null : found.getLast().key());
    }

    private List<Indexed> find(IndexedColumn column, @Nullable UUID after) {
        SealedColumn source = column.source();
        return jdbc.sql("""
                select %2$s, %3$s, %4$s, %5$s from %1$s
                where (:after::uuid is null or %2$s > :after) and %5$s is not null order by %2$s limit %6$d for update
                """.formatted(
                                source.table(), source.key(), source.row(), source.column(), column.column(), BATCH))
                .param("after", after)
                .query((row, index) -> new Indexed(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBytes(3), (byte[][])
                                row.getArray(4).getArray()))
                .list();
    }

    /** All rows of a batch get as many indexes: as many as keys count. */
    private void write(IndexedColumn column, List<UUID> changed, List<byte[][]> values) {
        if (changed.isEmpty()) {
            return;
        }
        int each = values.getFirst().length;
        jdbc.sql("""
                update %1$s t set %3$s = anew.indexes
                from (select k.key, array_agg(v.value order by v.place) as indexes
                        from unnest(:keys::uuid[]) with ordinality as k (key, place)
                        join unnest(:values::bytea[]) with ordinality as v (value, place)
                          on (v.place - 1) / :each + 1 = k.place
                       group by k.key) anew
                where t.%2$s = anew.key
                """.formatted(column.source().table(), column.source().key(), column.column()))
                .param("keys", changed.toArray(UUID[]::new))
                .param("values", values.stream().flatMap(Arrays::stream).toArray(byte[][]::new))
                .param("each", each)
                .update();
    }

    @Bean
    Task<Void> indexAnew() {
        return Tasks.recurring("keys-index-anew", Schedules.fixedDelay(Duration.ofMinutes(1)))
                .execute((instance, context) -> work());
    }
}
