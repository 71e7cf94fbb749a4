package org.ltet.portal.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.DataKeys.Purpose;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Replaces the data key; what it sealed is sealed anew by {@link Resealing} while the portal runs (SEC-1). */
@Component
public class KeyRotation {

    /**
     * A key, without the key.
     *
     * @param purpose FIELDS, INDEX or RECORDS
     * @param state ACTIVE, REPLACED while values are being sealed anew, RETIRED
     */
    public record Key(
            int number,
            String purpose,
            String state,
            String masterId,
            Instant createdAt,
            @Nullable Instant replacedAt,
            @Nullable Instant retiredAt) {}

    /** @param sealed how many values of the column were sealed anew since the portal was installed */
    public record Progress(String column, long sealed, boolean underWay) {}

    private final DataKeys keys;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration longest;

    KeyRotation(
            DataKeys keys,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${portal.encryption.rotate-after:365d}") Duration longest) {
        this.keys = keys;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.longest = longest;
    }

    /**
     * Seals with a new key from now on; the job seals anew what the key before sealed. Answers the new key's number.
     *
     * @throws Refused conflict while an earlier replacement is still being worked on
     */
    public int begin() {
        return replace(Purpose.FIELDS);
    }

    /**
     * Makes blind indexes with a new key too from now on; the job adds the new index to what only has that of the key
     * before, and takes the old ones away when all have both. Answers the new key's number.
     *
     * @throws Refused conflict while an earlier replacement is still being worked on
     */
    public int beginIndex() {
        return replace(Purpose.INDEX);
    }

    private int replace(Purpose purpose) {
        DataKeys.Wrapped fresh = keys.fresh(purpose);
        Integer number = transactions.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('operations.data_key', 0))")
                    .query(row -> {});
            if (!keys.replacements(purpose).isEmpty()) {
                throw Refused.conflict("operations.rotationUnderWay");
            }
            int before = keys.active(purpose).number();
            int after = keys.replace(fresh);
            events.publishEvent(Audited.of("dataKey.replaced", "dataKey", after)
                    .changed("purpose", null, purpose)
                    .changed("active", before, after));
            return after;
        });
        keys.lookAgain();
        return number == null ? 0 : number;
    }

    /** Replaces a key that has become older than the rule allows. */
    void beginIfDue() {
        Instant limit = clock.instant().minus(longest);
        boolean due = keys.all().stream()
                .anyMatch(key -> key.purpose() == Purpose.FIELDS
                        && key.state().equals("ACTIVE")
                        && key.createdAt().isBefore(limit));
        if (due && keys.replacements(Purpose.FIELDS).isEmpty()) {
            begin();
        }
    }

    /** Newest first. */
    public List<Key> keys() {
        return keys.all().stream()
                .map(key -> new Key(
                        key.number(),
                        key.purpose().name(),
                        key.state(),
                        key.masterId(),
                        key.createdAt(),
                        key.replacedAt(),
                        key.retiredAt()))
                .toList();
    }

    /** How far each column is. */
    public List<Progress> progress() {
        boolean open = !keys.replacements(Purpose.FIELDS).isEmpty();
        return jdbc.sql("select name, sealed, after_key is not null from operations.sealed_column order by name")
                .query((row, index) -> new Progress(row.getString(1), row.getLong(2), open && row.getBoolean(3)))
                .list();
    }
}
