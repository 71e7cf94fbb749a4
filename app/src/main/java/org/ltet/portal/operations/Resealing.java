package org.ltet.portal.operations;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.DataKeys.Purpose;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals anew, a few hundred rows in a transaction, what lies under a replaced key. It can be stopped at any moment: how
 * far it came is kept with each batch, and a value that is under today's key already is passed over.
 */
@Component
class Resealing implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int BATCH = 500;
    private static final byte CLEAR = 0;

    /** Sooner, some node might still seal with the key that was replaced. */
    private static final Duration SETTLED_AFTER = DataKeys.NOTICED_WITHIN.multipliedBy(2);

    private record Sealed(UUID key, UUID row, byte[] value) {}

    /** @param last none when the table's end was reached */
    private record Batch(
            int sealed, int unreadable, @Nullable UUID last, boolean fromStart) {}

    private final List<SealedColumn> columns;
    private final FieldCipher cipher;
    private final DataKeys keys;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Resealing(
            List<SealedColumn> columns,
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

    /** Before the first request: what an earlier release kept in clear is sealed, once for each column. */
    @Override
    public void afterSingletonsInstantiated() {
        for (SealedColumn column : columns) {
            jdbc.sql("insert into operations.sealed_column (name, changed_at) values (?, ?) on conflict do nothing")
                    .param(column.name())
                    .param(clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            Boolean done = jdbc.sql("select clear_sealed from operations.sealed_column where name = ?")
                    .param(column.name())
                    .query(Boolean.class)
                    .single();
            if (!done) {
                passes(column, true);
                jdbc.sql("update operations.sealed_column set clear_sealed = true where name = ?")
                        .param(column.name())
                        .update();
            }
        }
    }

    /** Works on until nothing lies under a replaced key, then retires that key. */
    void work() {
        Instant settled = clock.instant().minus(SETTLED_AFTER);
        List<Instant> replaced = keys.replacements(Purpose.FIELDS);
        if (replaced.isEmpty() || replaced.stream().anyMatch(settled::isBefore)) {
            return;
        }
        keys.lookAgain();
        int unreadable = 0;
        for (SealedColumn column : columns) {
            unreadable += passes(column, false);
        }
        if (unreadable > 0) {
            LOG.error("{} sealed values do not open and stay under their old key", unreadable);
            return;
        }
        transactions.executeWithoutResult(status -> {
            if (keys.retireReplaced(Purpose.FIELDS) > 0) {
                events.publishEvent(Audited.of(
                        "dataKey.retired",
                        "dataKey",
                        keys.active(Purpose.FIELDS).number()));
            }
        });
    }

    /** The next few hundred rows of this column. */
    void oneBatch(SealedColumn column) {
        transactions.executeWithoutResult(status -> batch(column, false));
    }

    /** Goes through the table until a whole pass finds nothing more to do. Answers how many values do not open. */
    private int passes(SealedColumn column, boolean clear) {
        int sealed = 0;
        int unreadable = 0;
        boolean fromStart = false;
        while (true) {
            Batch batch = transactions.execute(status -> batch(column, clear));
            if (batch == null) {
                throw new IllegalStateException("No batch of " + column.name());
            }
            fromStart |= batch.fromStart();
            sealed += batch.sealed();
            unreadable += batch.unreadable();
            if (batch.last() == null) {
                if (fromStart && sealed == 0) {
                    return unreadable;
                }
                sealed = 0;
                unreadable = 0;
                fromStart = false;
            }
        }
    }

    private Batch batch(SealedColumn column, boolean clear) {
        UUID after = jdbc.sql("select after_key from operations.sealed_column where name = :name for update")
                .param("name", column.name())
                .query((row, index) -> new UUID[] {row.getObject(1, UUID.class)})
                .single()[0];
        List<Sealed> found = find(column, after);
        List<UUID> changed = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        int unreadable = 0;
        for (Sealed old : found) {
            try {
                values.add(anew(column, old, clear));
                changed.add(old.key());
            } catch (IllegalStateException e) {
                unreadable++;
                LOG.error("The sealed value in {} of row {} does not open", column.name(), old.key(), e);
            }
        }
        write(column, changed, values);
        UUID last = found.size() < BATCH ? null : found.getLast().key();
        jdbc.sql("""
                update operations.sealed_column set after_key = :last, sealed = sealed + :more, changed_at = :now
                where name = :name
                """)
                .param("last", last)
                .param("more", changed.size())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("name", column.name())
                .update();
        return new Batch(changed.size(), unreadable, last, after == null);
    }

    private List<Sealed> find(SealedColumn column, @Nullable UUID after) {
        return jdbc.sql("""
                select %2$s, %3$s, %4$s from %1$s
                where (:after::uuid is null or %2$s > :after) and substring(%4$s from 1 for %5$d) < :prefix
                order by %2$s limit %6$d for update
                """.formatted(
                        column.table(), column.key(), column.row(), column.column(), FieldCipher.PREFIX_BYTES, BATCH))
                .param("after", after)
                .param("prefix", cipher.activePrefix())
                .query((row, index) ->
                        new Sealed(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBytes(3)))
                .list();
    }

    private byte[] anew(SealedColumn column, Sealed old, boolean clear) {
        SealedColumn.Cell cell = column.at(old.row());
        byte[] content = clear && old.value()[0] == CLEAR
                ? Arrays.copyOfRange(old.value(), 1, old.value().length)
                : cipher.decryptBytes(old.value(), cell);
        return cipher.encrypt(content, cell);
    }

    private void write(SealedColumn column, List<UUID> changed, List<byte[]> values) {
        if (!changed.isEmpty()) {
            jdbc.sql("""
                    update %1$s t set %3$s = anew.value
                    from unnest(:keys::uuid[], :values::bytea[]) as anew (key, value) where t.%2$s = anew.key
                    """.formatted(column.table(), column.key(), column.column()))
                    .param("keys", changed.toArray(UUID[]::new))
                    .param("values", values.toArray(byte[][]::new))
                    .update();
        }
    }

    @Bean
    Task<Void> sealAnew() {
        return Tasks.recurring("keys-seal-anew", Schedules.fixedDelay(Duration.ofMinutes(1)))
                .execute((instance, context) -> work());
    }

    @Bean
    Task<Void> replaceOldKey(KeyRotation rotation) {
        return Tasks.recurring("keys-replace-old", Schedules.daily(IndiaTime.ZONE, LocalTime.of(1, 30)))
                .execute((instance, context) -> rotation.beginIfDue());
    }
}
