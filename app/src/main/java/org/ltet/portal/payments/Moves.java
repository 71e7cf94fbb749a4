package org.ltet.portal.payments;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of every move, written once with who, role and reason. */
@Repository
class Moves {

    private static final int LONGEST_HISTORY = 500;

    /** A move that was made. */
    record Made(
            String lifecycle,
            UUID subjectId,
            @Nullable String from,
            String to,
            @Nullable String reasonCode,
            @Nullable String comment) {}

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final Clock clock;

    Moves(JdbcTemplate template, JdbcClient jdbc, Clock clock) {
        this.template = template;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void record(Actor actor, Made made) {
        record(actor, List.of(made));
    }

    void record(Actor actor, Collection<Made> moves) {
        if (moves.isEmpty()) {
            return;
        }
        var now = Columns.time(clock.instant());
        List<@Nullable Object[]> rows = new ArrayList<>(moves.size());
        for (Made made : moves) {
            rows.add(new @Nullable Object[] {
                Ids.next(),
                made.lifecycle(),
                made.subjectId(),
                made.from(),
                made.to(),
                now,
                actor.number(),
                actor.name(),
                actor.role(),
                made.reasonCode(),
                made.comment()
            });
        }
        template.batchUpdate("""
                insert into payments.move (id, lifecycle, subject_id, from_state, to_state, at, actor, actor_name, role,
                    reason_code, comment)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    List<MoveView> of(Collection<UUID> subjects) {
        return jdbc.sql("""
                select lifecycle, from_state, to_state, at, actor, actor_name, role, reason_code, comment
                from payments.move where subject_id = any(:subjects) order by id limit :limit
                """)
                .param("subjects", Columns.ids(subjects))
                .param("limit", LONGEST_HISTORY)
                .query((row, index) -> new MoveView(
                        row.getString("lifecycle"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        Columns.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("actor_name"),
                        row.getString("role"),
                        row.getString("reason_code"),
                        row.getString("comment")))
                .list();
    }
}
