package org.ltet.portal.applications;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of original papers. */
@Component
class OriginalsRows {

    /** Of one application; more than anybody ever asks for. */
    private static final int MOST = 40;

    private static final String LETTERS = """
            select id, application_id, number, level, asked_by, asked_by_name, asked_at, words, waits
            from applications.originals_letter
            """;

    private static final String PAPERS = """
            select letter_id, position, code, label, state, arrived_on, location, returned_on, return_mode,
                return_reference
            from applications.original
            """;

    private static final String EVENTS = """
            select letter_id, positions, kind, at, on_day, actor, actor_name, location, mode, reference, words
            from applications.originals_event
            """;

    private final JdbcClient jdbc;

    OriginalsRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String nextNumber() {
        return OriginalsNumber.of(jdbc.sql("select nextval('applications.originals_number')")
                .query(Long.class)
                .single());
    }

    /** The letters of one application, oldest first. */
    List<OriginalsLetter> of(UUID applicationId) {
        return letters("application_id = :key", applicationId);
    }

    /** One letter, until the end of the transaction nobody else's to change. */
    OriginalsLetter lock(UUID letterId) {
        boolean found = jdbc.sql("select 1 from applications.originals_letter where id = :id for update")
                .param("id", letterId)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!found) {
            throw Refused.notFound("originals");
        }
        return get(letterId);
    }

    OriginalsLetter get(UUID letterId) {
        return letters("id = :key", letterId).stream().findFirst().orElseThrow(() -> Refused.notFound("originals"));
    }

    Optional<UUID> byNumber(String number) {
        return jdbc.sql("select id from applications.originals_letter where number = :number")
                .param("number", number)
                .query(UUID.class)
                .optional();
    }

    private List<OriginalsLetter> letters(String which, UUID key) {
        Map<UUID, OriginalsLetter> letters = new LinkedHashMap<>();
        jdbc.sql(LETTERS + "where " + which + " order by id limit :most")
                .param("key", key)
                .param("most", MOST)
                .query((row, _) -> letter(row))
                .list()
                .forEach(letter -> letters.put(letter.id(), letter));
        if (letters.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Original>> papers = new LinkedHashMap<>();
        UUID[] ids = letters.keySet().toArray(UUID[]::new);
        jdbc.sql(PAPERS + "where letter_id = any(:ids) order by letter_id, position")
                .param("ids", ids)
                .query((row, _) -> Map.entry(row.getObject("letter_id", UUID.class), paper(row)))
                .list()
                .forEach(entry -> papers.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        Map<UUID, List<OriginalsEvent>> history = new LinkedHashMap<>();
        jdbc.sql(EVENTS + "where letter_id = any(:ids) order by letter_id, seq")
                .param("ids", ids)
                .query((row, _) -> Map.entry(row.getObject("letter_id", UUID.class), event(row)))
                .list()
                .forEach(entry -> history.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return letters.values().stream()
                .map(letter -> new OriginalsLetter(
                        letter.id(),
                        letter.applicationId(),
                        letter.number(),
                        letter.level(),
                        letter.askedBy(),
                        letter.askedByName(),
                        letter.askedAt(),
                        letter.words(),
                        letter.waits(),
                        papers.getOrDefault(letter.id(), List.of()),
                        history.getOrDefault(letter.id(), List.of())))
                .toList();
    }

    void insert(OriginalsLetter letter) {
        jdbc.sql("""
                insert into applications.originals_letter (id, application_id, number, level, asked_by, asked_by_name,
                    asked_at, words, waits)
                values (:id, :application, :number, :level, :by, :byName, :at, :words, :waits)
                """)
                .param("id", letter.id())
                .param("application", letter.applicationId())
                .param("number", letter.number())
                .param("level", letter.level().name())
                .param("by", letter.askedBy())
                .param("byName", letter.askedByName())
                .param("at", ApplicationRows.timestamp(letter.askedAt()))
                .param("words", letter.words())
                .param("waits", letter.waits())
                .update();
        event(letter.id(), 1, letter.history().getFirst());
        letter.papers().forEach(paper -> insert(letter.id(), paper));
    }

    /** Comes first: a change of a paper is refused without it. */
    void event(UUID letterId, int seq, OriginalsEvent event) {
        jdbc.sql("""
                insert into applications.originals_event (letter_id, seq, kind, positions, at, on_day, actor, actor_name,
                    location, mode, reference, words)
                values (:letter, :seq, :kind, :positions, :at, :on, :actor, :actorName, :location, :mode, :reference, :words)
                """)
                .param("letter", letterId)
                .param("seq", seq)
                .param("kind", event.kind().name())
                .param("positions", event.positions().toArray(Integer[]::new))
                .param("at", ApplicationRows.timestamp(event.at()))
                .param("on", event.on())
                .param("actor", event.actor())
                .param("actorName", event.actorName())
                .param("location", event.location())
                .param("mode", event.mode() == null ? null : event.mode().name())
                .param("reference", event.reference())
                .param("words", event.words())
                .update();
    }

    void insert(UUID letterId, Original paper) {
        jdbc.sql("""
                insert into applications.original (letter_id, position, code, label, state, arrived_on, location)
                values (:letter, :position, :code, :label, :state, :arrived, :location)
                """)
                .param("letter", letterId)
                .param("position", paper.position())
                .param("code", paper.code())
                .param("label", paper.label())
                .param("state", paper.state().name())
                .param("arrived", paper.arrivedOn())
                .param("location", paper.location())
                .update();
    }

    /** What the event did to the papers of these positions. */
    void apply(UUID letterId, Collection<Integer> positions, OriginalsEvent event) {
        String change = switch (event.kind()) {
            case ASKED -> throw new IllegalArgumentException("A paper is asked for when its letter is written");
            case CANCELLED -> "state = 'CANCELLED'";
            case ARRIVED ->
                "state = 'HERE', arrived_on = :on, location = :location, returned_on = null, return_mode = null,"
                        + " return_reference = null";
            case MOVED -> "location = :location";
            case RETURNED ->
                "state = 'RETURNED', returned_on = :on, return_mode = :mode, return_reference = :reference";
        };
        int changed = jdbc.sql("update applications.original set " + change
                        + " where letter_id = :letter and position = any(:positions)")
                .param("letter", letterId)
                .param("positions", positions.toArray(Integer[]::new))
                .param("on", event.on())
                .param("location", event.location())
                .param("mode", event.mode() == null ? null : event.mode().name())
                .param("reference", event.reference())
                .update();
        if (changed != positions.size()) {
            throw new IllegalStateException("Papers of letter " + letterId + " are missing");
        }
    }

    /** The letter for whose papers the decision on this application waits. */
    Optional<String> waitsFor(UUID applicationId) {
        return jdbc.sql("""
                select l.number from applications.originals_letter l
                where l.application_id = :id and l.waits
                  and exists (select 1 from applications.original o where o.letter_id = l.id and o.state = 'ASKED')
                order by l.id limit 1
                """).param("id", applicationId).query(String.class).optional();
    }

    private static OriginalsLetter letter(ResultSet row) throws SQLException {
        return new OriginalsLetter(
                row.getObject("id", UUID.class),
                row.getObject("application_id", UUID.class),
                row.getString("number"),
                ReviewLevel.valueOf(row.getString("level")),
                row.getString("asked_by"),
                row.getString("asked_by_name"),
                ApplicationRows.instant(row, "asked_at"),
                row.getString("words"),
                row.getBoolean("waits"),
                List.of(),
                List.of());
    }

    private static Original paper(ResultSet row) throws SQLException {
        return new Original(
                row.getInt("position"),
                row.getString("code"),
                row.getString("label"),
                Original.State.valueOf(row.getString("state")),
                row.getObject("arrived_on", LocalDate.class),
                row.getString("location"),
                row.getObject("returned_on", LocalDate.class),
                mode(row.getString("return_mode")),
                row.getString("return_reference"));
    }

    private static OriginalsEvent event(ResultSet row) throws SQLException {
        Array positions = row.getArray("positions");
        return new OriginalsEvent(
                OriginalsEvent.Kind.valueOf(row.getString("kind")),
                Arrays.stream((Short[]) positions.getArray())
                        .map(Short::intValue)
                        .toList(),
                ApplicationRows.instant(row, "at"),
                row.getObject("on_day", LocalDate.class),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getString("location"),
                mode(row.getString("mode")),
                row.getString("reference"),
                row.getString("words"));
    }

    private static Original.@Nullable ReturnMode mode(@Nullable String name) {
        return name == null ? null : Original.ReturnMode.valueOf(name);
    }
}
