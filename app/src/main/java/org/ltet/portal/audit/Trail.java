package org.ltet.portal.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the trail, newest first. */
@Component
public class Trail {

    private static final int FETCHED_AT_ONCE = 500;

    private static final String COLUMNS = """
            id, at, actor_number, actor_name, actor_roles, from_address, action, object_type, object_id, application_id,
            scheme_code, changes, reason, record""";

    private final JdbcClient jdbc;
    private final SealedChanges sealedChanges;
    private final ApplicationEventPublisher events;

    Trail(JdbcClient jdbc, SealedChanges sealedChanges, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.sealedChanges = sealedChanges;
        this.events = events;
    }

    /** One entry of the trail. */
    public record Entry(
            long id,
            Instant at,
            String actorNumber,
            String actorName,
            String actorRoles,
            @Nullable String fromAddress,
            String action,
            String objectType,
            String objectId,
            @Nullable UUID applicationId,
            @Nullable String schemeCode,
            List<Audited.Change> changes,
            @Nullable String reason) {

        /** By which the entry is found again, and the page after it. */
        public String key() {
            return new Key(Marks.micros(at), id).toString();
        }

        /** Whether it holds values that are shown only to those who ask for them. */
        public boolean confidential() {
            return changes.stream().anyMatch(Audited.Change::confidential);
        }
    }

    /** The place of an entry in the order of time. */
    public record Key(long micros, long id) {

        private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

        /** None when this is not the key of an entry. */
        public static Optional<Key> read(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Key(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        }

        OffsetDateTime at() {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        }

        @Override
        public String toString() {
            return micros + "-" + id;
        }
    }

    /** What to look for; null stands for anything. */
    public record Search(
            @Nullable String actor,
            @Nullable String action,
            @Nullable UUID applicationId,
            @Nullable String schemeCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String objectId) {

        public Search(
                @Nullable String actor,
                @Nullable String action,
                @Nullable UUID applicationId,
                @Nullable String schemeCode,
                @Nullable LocalDate from,
                @Nullable LocalDate to) {
            this(actor, action, applicationId, schemeCode, from, to, null);
        }
    }

    /** @param before the last entry already seen, null for the newest */
    @Transactional(readOnly = true)
    public List<Entry> find(Search search, @Nullable Key before, int most) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = query(search, parameters);
        if (before != null) {
            sql.append(" and at <= ? and (at, id) < (?, ?)");
            parameters.addAll(List.of(before.at(), before.at(), before.id()));
        }
        sql.append(" order by at desc, id desc limit ?");
        parameters.add(most);
        return jdbc.sql(sql.toString()).params(parameters).query(mapper(false)).list();
    }

    /**
     * One entry with its confidential values; that they were looked at is an entry itself (SEC-3).
     *
     * @throws Refused not found
     */
    @Transactional
    public Entry unmasked(Key key) {
        Entry entry = jdbc.sql("select " + COLUMNS + " from audit.entry where at = ? and id = ?")
                .params(key.at(), key.id())
                .query(mapper(true))
                .optional()
                .orElseThrow(() -> Refused.notFound("auditEntry"));
        if (entry.confidential()) {
            events.publishEvent(new Audited(
                    "audit.unmasked",
                    "auditEntry",
                    Long.toString(entry.id()),
                    entry.applicationId(),
                    entry.schemeCode(),
                    List.of(),
                    null));
        }
        return entry;
    }

    /** How many entries match now, and the last one there is: what is written later does not belong to them. */
    record Extent(long rows, long last) {}

    @Transactional(readOnly = true)
    Extent extent(Search search) {
        List<Object> parameters = new ArrayList<>();
        String matching = query(search, parameters).toString();
        return jdbc.sql("select count(*) as rows, coalesce(max(id), 0) as last from (" + matching + ") as matching")
                .params(parameters)
                .query(Extent.class)
                .single();
    }

    /**
     * Hands every matching entry on, oldest first, without ever holding them all.
     *
     * @param last entries with a later id are left out
     */
    @Transactional(readOnly = true)
    public void each(Search search, long last, Consumer<Entry> reader) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder matching = query(search, parameters);
        add(matching, parameters, " and id <= ?", last);
        String sql = matching.append(" order by at, id").toString();
        try (var entries =
                jdbc.sql(sql).withFetchSize(FETCHED_AT_ONCE).params(parameters).query(mapper(false)).stream()) {
            entries.forEach(reader);
        }
    }

    private static StringBuilder query(Search search, List<Object> parameters) {
        StringBuilder sql = new StringBuilder("select " + COLUMNS + " from audit.entry where true");
        add(sql, parameters, " and actor_number = ?", search.actor());
        add(sql, parameters, " and action = ?", search.action());
        add(sql, parameters, " and application_id = ?", search.applicationId());
        add(sql, parameters, " and scheme_code = ?", search.schemeCode());
        add(sql, parameters, " and object_id = ?", search.objectId());
        add(sql, parameters, " and at >= ?", search.from() == null ? null : midnight(search.from()));
        add(
                sql,
                parameters,
                " and at < ?",
                search.to() == null ? null : midnight(search.to().plusDays(1)));
        return sql;
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(IndiaTime.ZONE).toOffsetDateTime();
    }

    private RowMapper<Entry> mapper(boolean unmasked) {
        return (row, number) -> new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor_number"),
                row.getString("actor_name"),
                row.getString("actor_roles"),
                row.getString("from_address"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getObject("application_id", UUID.class),
                row.getString("scheme_code"),
                sealedChanges.read(row.getString("changes"), row.getObject("record", UUID.class), unmasked),
                row.getString("reason"));
    }
}
