package org.ltet.portal.operations;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys that seal data, themselves wrapped under the master key in operations.data_key, unwrapped in memory only. A
 * node that still works with the key before notices a new one within {@link #NOTICED_WITHIN}.
 */
@Component
class DataKeys {

    /** FIELDS seals values, INDEX makes blind indexes, RECORDS marks entries of the audit trail. */
    enum Purpose {
        FIELDS,
        INDEX,
        RECORDS
    }

    record Active(int number, SecretKey key) {}

    /** A key as the console shows it. */
    record Listed(
            int number,
            Purpose purpose,
            String state,
            String masterId,
            Instant createdAt,
            @Nullable Instant replacedAt,
            @Nullable Instant retiredAt) {}

    record Wrapped(Purpose purpose, byte[] bytes, String masterId) {}

    static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);
    private static final int KEY_BYTES = 32;

    private record Row(int number, String purpose, byte[] wrapped, String masterId) {}

    private record Seen(List<Active> valid, long at) {}

    private final JdbcClient jdbc;
    private final MasterKey master;
    private final EarlierMasterKeys earlier;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, SecretKey> unwrapped = new ConcurrentHashMap<>();
    private final Map<Purpose, Seen> seen = new ConcurrentHashMap<>();

    DataKeys(JdbcClient jdbc, MasterKey master, EarlierMasterKeys earlier, Clock clock) {
        this.jdbc = jdbc;
        this.master = master;
        this.earlier = earlier;
        this.clock = clock;
        for (Purpose purpose : Purpose.values()) {
            makeFirst(purpose);
        }
        wrapUnderTodaysMaster();
        // unwrapping may be a call over the network: not while somebody waits for it
        for (Purpose purpose : Purpose.values()) {
            valid(purpose);
        }
    }

    Active active(Purpose purpose) {
        return valid(purpose).getFirst();
    }

    /** The active key, then those replaced whose work is not done yet, the newest first. */
    List<Active> valid(Purpose purpose) {
        Seen last = seen.get(purpose);
        long now = System.nanoTime();
        if (last != null && now - last.at() < NOTICED_WITHIN.toNanos()) {
            return last.valid();
        }
        List<Active> valid = load(purpose);
        seen.put(purpose, new Seen(valid, now));
        return valid;
    }

    SecretKey numbered(int number) {
        SecretKey key = unwrapped.get(number);
        return key != null ? key : unwrap(row(number));
    }

    SecretKey derived() {
        return master.derived()
                .or(earlier::derived)
                .orElseThrow(
                        () -> new IllegalStateException("Keys cannot be derived from the master key " + master.id()))
                .encryption();
    }

    /** A key that is not in use yet: wrapping may be a call over the network, so it comes before any transaction. */
    Wrapped fresh(Purpose purpose) {
        return new Wrapped(purpose, master.wrap(randomKey(), purpose.name()), master.id());
    }

    /** Values are sealed with the new key from now on; the one before still opens what it sealed. Answers its number. */
    int replace(Wrapped fresh) {
        jdbc.sql("""
                update operations.data_key set state = 'REPLACED', replaced_at = :now
                where purpose = :purpose and state = 'ACTIVE'
                """)
                .param("now", now())
                .param("purpose", fresh.purpose().name())
                .update();
        insert(fresh);
        return jdbc.sql("select number from operations.data_key where purpose = :purpose and state = 'ACTIVE'")
                .param("purpose", fresh.purpose().name())
                .query(Integer.class)
                .single();
    }

    /** This node takes the new key at once; the others within {@link #NOTICED_WITHIN}. */
    void lookAgain() {
        seen.clear();
    }

    /** When the keys were replaced under which values may still lie that are to be sealed anew. */
    List<Instant> replacements(Purpose purpose) {
        return jdbc.sql("select replaced_at from operations.data_key where purpose = :purpose and state = 'REPLACED'")
                .param("purpose", purpose.name())
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }

    /** When the last of these keys was retired; empty when none ever was. */
    Optional<Instant> lastRetired(Purpose purpose) {
        return jdbc.sql("""
                        select retired_at from operations.data_key
                        where purpose = ? and state = 'RETIRED' order by retired_at desc limit 1
                        """)
                .param(purpose.name())
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Nothing that is sealed anew at a rotation is under these keys any more; what is append-only still may be. */
    int retireReplaced(Purpose purpose) {
        return jdbc.sql("""
                update operations.data_key set state = 'RETIRED', retired_at = :now
                where purpose = :purpose and state = 'REPLACED'
                """)
                .param("now", now())
                .param("purpose", purpose.name())
                .update();
    }

    List<Listed> all() {
        return jdbc.sql("""
                select number, purpose, state, master_id, created_at, replaced_at, retired_at
                from operations.data_key order by number desc limit 200
                """)
                .query((row, index) -> new Listed(
                        row.getInt("number"),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getString("state"),
                        row.getString("master_id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("replaced_at", OffsetDateTime.class)),
                        instant(row.getObject("retired_at", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** The first index key is the one that made the indexes before data keys came, so that they still find. */
    private void makeFirst(Purpose purpose) {
        boolean there = jdbc.sql("select count(*) from operations.data_key where purpose = ? and state = 'ACTIVE'")
                        .param(purpose.name())
                        .query(Integer.class)
                        .single()
                > 0;
        if (!there) {
            byte[] key = master.derived()
                    .filter(keys -> purpose == Purpose.INDEX)
                    .map(keys -> keys.index().getEncoded())
                    .orElseGet(this::randomKey);
            insert(new Wrapped(purpose, master.wrap(key, purpose.name()), master.id()));
        }
    }

    private byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /** Does nothing when another node was quicker: there is one active key for each purpose. */
    private void insert(Wrapped key) {
        jdbc.sql("""
                insert into operations.data_key (purpose, state, wrapped, master_id, created_at)
                values (:purpose, 'ACTIVE', :wrapped, :master, :now)
                on conflict (purpose) where state = 'ACTIVE' do nothing
                """)
                .param("purpose", key.purpose().name())
                .param("wrapped", key.bytes())
                .param("master", key.masterId())
                .param("now", now())
                .update();
    }

    /** A new master key is taken into use by wrapping the data keys anew; no data is touched. */
    private void wrapUnderTodaysMaster() {
        List<Row> foreign = jdbc.sql("""
                        select number, purpose, wrapped, master_id from operations.data_key where master_id <> ?
                        """).param(master.id()).query(Row.class).list();
        for (Row row : foreign) {
            byte[] key = unwrapped(row);
            jdbc.sql("""
                    update operations.data_key set wrapped = :wrapped, master_id = :master
                    where number = :number and master_id = :before
                    """)
                    .param("wrapped", master.wrap(key, row.purpose()))
                    .param("master", master.id())
                    .param("number", row.number())
                    .param("before", row.masterId())
                    .update();
        }
    }

    private List<Active> load(Purpose purpose) {
        List<Active> valid = jdbc.sql("""
                        select number, purpose, wrapped, master_id from operations.data_key
                        where purpose = ? and state in ('ACTIVE', 'REPLACED') order by state, number desc
                        """).param(purpose.name()).query(Row.class).list().stream()
                .map(row -> new Active(
                        row.number(), unwrapped.containsKey(row.number()) ? numbered(row.number()) : unwrap(row)))
                .toList();
        if (valid.isEmpty()) {
            throw new IllegalStateException("There is no data key for " + purpose);
        }
        return valid;
    }

    private Row row(int number) {
        return jdbc.sql("select number, purpose, wrapped, master_id from operations.data_key where number = ?")
                .param(number)
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("There is no data key " + number));
    }

    private SecretKey unwrap(Row row) {
        byte[] key = unwrapped(row);
        SecretKey secret =
                new SecretKeySpec(key, Purpose.valueOf(row.purpose()) == Purpose.FIELDS ? "AES" : "HmacSHA256");
        unwrapped.put(row.number(), secret);
        return secret;
    }

    private byte[] unwrapped(Row row) {
        MasterKey holder = master.id().equals(row.masterId())
                ? master
                : earlier.find(row.masterId()).orElse(master);
        return holder.unwrap(row.wrapped(), row.masterId(), row.purpose());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
