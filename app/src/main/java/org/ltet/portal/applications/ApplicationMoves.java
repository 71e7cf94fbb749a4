package org.ltet.portal.applications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves applications by {@link Lifecycle} and writes down every move. */
@Component
class ApplicationMoves {

    /** What a person says with a move; {@code forMember} when the words are meant for the member. */
    record Words(@Nullable String reasonCode, @Nullable String comment, boolean forMember) {

        static final Words NONE = new Words(null, null, false);

        static Words toMember(@Nullable String reasonCode, @Nullable String comment) {
            return new Words(reasonCode, comment, true);
        }

        static Words internal(@Nullable String reasonCode, @Nullable String comment) {
            return new Words(reasonCode, comment, false);
        }
    }

    static final String START = "START";

    private static final String COLUMNS = """
            t.application_id, t.from_state, t.seq, t.move, t.from_level, t.to_state, t.to_level, t.at, t.acting_role, t.actor,
                t.actor_name, t.absent, t.absent_name, t.reason_code, t.comment, t.for_member
            """;

    private static final String SELECT = "select " + COLUMNS + "from applications.transition t ";

    private final JdbcClient jdbc;
    private final Clock clock;

    ApplicationMoves(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void started(Application app, Actor actor) {
        insert(app.id, 1, START, null, app.position, actor, Words.NONE, app.startedAt);
    }

    /**
     * Says whether the move is possible from where the application stands.
     *
     * @throws Refused with who acted and when, because the person saw another state
     */
    void requirePossible(Application app, Move move, ActingRole role) {
        if (Lifecycle.allowed(move, app.position, role).isEmpty()) {
            if (role == ActingRole.MEMBER) {
                throw Refused.conflict("applications.notNow", app.state().name());
            }
            throw movedMeanwhile(app);
        }
    }

    /** Tells who acted last, when, and where the application stands now. */
    Refused movedMeanwhile(Application app) {
        TimelineEntry last = last(app.id);
        return Refused.conflict(
                "applications.movedMeanwhile",
                last.actorName() == null ? "" : last.actorName(),
                last.at(),
                app.state().name());
    }

    /** Moves the application; the caller saves it. */
    void move(Application app, Move move, Position to, Actor actor, Words words) {
        requirePossible(app, move, actor.role());
        boolean allowed = Lifecycle.rule(app.position, to)
                .filter(rule -> rule.move() == move && rule.who().contains(actor.role()))
                .isPresent();
        if (!allowed) {
            throw Refused.conflict("applications.moveNotAllowed", app.position.toString(), to.toString());
        }
        insert(app.id, app.transitions + 1, move.name(), app.position, to, actor, words, clock.instant());
        app.transitions++;
        app.position = to;
        ReviewLevel level = to.level();
        if (level != null && (app.highestLevel == null || level.isAfter(app.highestLevel))) {
            app.highestLevel = level;
        }
    }

    List<TimelineEntry> of(UUID applicationId) {
        return jdbc.sql(SELECT + "where t.application_id = :id order by t.seq")
                .param("id", applicationId)
                .query(ApplicationMoves::entry)
                .list();
    }

    /** The last move of each of these applications, of those that belong to this person. */
    Map<UUID, TimelineEntry> lastOf(Collection<UUID> applicationIds, String employeeNumber) {
        Map<UUID, TimelineEntry> last = new HashMap<>();
        jdbc.sql("select distinct on (t.application_id) " + COLUMNS + """
                from applications.transition t
                join applications.application a on a.id = t.application_id
                where t.application_id = any(:ids) and a.employee_number = :employee
                order by t.application_id, t.seq desc
                """)
                .param("ids", applicationIds.toArray(UUID[]::new))
                .param("employee", employeeNumber)
                .query(row -> {
                    last.put(row.getObject("application_id", UUID.class), entry(row, 0));
                });
        return last;
    }

    TimelineEntry last(UUID applicationId) {
        return jdbc.sql(SELECT + "where t.application_id = :id order by t.seq desc limit 1")
                .param("id", applicationId)
                .query(ApplicationMoves::entry)
                .single();
    }

    private void insert(
            UUID applicationId,
            int seq,
            String move,
            @Nullable Position from,
            Position to,
            Actor actor,
            Words words,
            Instant at) {
        jdbc.sql("""
                insert into applications.transition (application_id, seq, move, from_state, from_level, to_state,
                    to_level, at, actor, actor_name, acting_role, absent, absent_name, reason_code, comment,
                    for_member)
                values (:id, :seq, :move, :fromState, :fromLevel, :toState, :toLevel, :at, :actor, :actorName, :role,
                    :absent, :absentName, :reason, :comment, :forMember)
                """)
                .param("id", applicationId)
                .param("seq", seq)
                .param("move", move)
                .param("fromState", from == null ? null : from.state().name())
                .param("fromLevel", from == null ? null : ApplicationRows.name(from.level()))
                .param("toState", to.state().name())
                .param("toLevel", ApplicationRows.name(to.level()))
                .param("at", ApplicationRows.timestamp(at))
                .param("actor", actor.number())
                .param("actorName", actor.name())
                .param("role", actor.role().name())
                .param("absent", actor.absentNumber())
                .param("absentName", actor.absentName())
                .param("reason", words.reasonCode())
                .param("comment", words.comment())
                .param("forMember", words.forMember())
                .update();
    }

    private static TimelineEntry entry(ResultSet row, int index) throws SQLException {
        String fromState = row.getString("from_state");
        return new TimelineEntry(
                row.getInt("seq"),
                row.getString("move"),
                fromState == null ? null : ApplicationRows.position(fromState, row.getString("from_level")),
                ApplicationRows.position(row.getString("to_state"), row.getString("to_level")),
                ApplicationRows.instant(row, "at"),
                ActingRole.valueOf(row.getString("acting_role")),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getString("absent"),
                row.getString("absent_name"),
                row.getString("reason_code"),
                row.getString("comment"),
                row.getBoolean("for_member"));
    }
}
