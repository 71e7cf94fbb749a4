package org.ltet.portal.payments.ledger;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.payments.ledger.MoneyCheck.Difference;
import org.ltet.portal.payments.ledger.MoneyCheck.Level;
import org.ltet.portal.payments.ledger.MoneyCheck.Name;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what the checks of totals found. */
@Repository
class MoneyCheckRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    MoneyCheckRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void insert(MoneyCheck check) {
        jdbc.sql("""
                insert into payments.money_check (id, started_by, started_at, took_millis, differences)
                values (:id, :by, :at, :took, :differences)
                """)
                .param("id", check.id())
                .param("by", check.startedBy())
                .param("at", check.startedAt().atOffset(ZoneOffset.UTC))
                .param("took", check.tookMillis())
                .param("differences", check.differences())
                .update();
        List<Object[]> levels = new ArrayList<>();
        for (Level level : check.levels()) {
            levels.add(new Object[] {check.id(), level.name().name(), level.count(), level.expected(), level.found()});
        }
        template.batchUpdate(
                "insert into payments.money_level (check_id, level, count, expected, found) values (?, ?, ?, ?, ?)",
                levels);
        List<Object[]> differences = new ArrayList<>();
        for (Difference difference : check.list()) {
            differences.add(new Object[] {
                check.id(),
                differences.size() + 1,
                difference.level().name(),
                difference.subject(),
                difference.expected(),
                difference.found()
            });
        }
        template.batchUpdate("""
                insert into payments.money_difference (check_id, seq, level, subject, expected, found)
                values (?, ?, ?, ?, ?, ?)
                """, differences);
    }

    /** The newest first, without what differed. */
    List<MoneyCheck> newest(int limit) {
        return jdbc.sql("""
                select id, started_by, started_at, took_millis, differences from payments.money_check
                order by id desc limit :limit
                """)
                .param("limit", limit)
                .query((row, index) -> new MoneyCheck(
                        row.getObject("id", UUID.class),
                        row.getString("started_by"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getLong("took_millis"),
                        row.getInt("differences"),
                        List.of(),
                        List.of()))
                .list();
    }

    /** The newest one with what it found. */
    Optional<MoneyCheck> last() {
        return newest(1).stream()
                .findFirst()
                .map(check -> new MoneyCheck(
                        check.id(),
                        check.startedBy(),
                        check.startedAt(),
                        check.tookMillis(),
                        check.differences(),
                        levels(check.id()),
                        differences(check.id())));
    }

    private List<Level> levels(UUID check) {
        return jdbc
                .sql("select level, count, expected, found from payments.money_level where check_id = :id")
                .param("id", check)
                .query((row, index) -> new Level(
                        Name.valueOf(row.getString("level")),
                        row.getLong("count"),
                        row.getBigDecimal("expected"),
                        row.getBigDecimal("found")))
                .list()
                .stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private List<Difference> differences(UUID check) {
        return jdbc.sql("""
                select level, subject, expected, found from payments.money_difference where check_id = :id order by seq
                """)
                .param("id", check)
                .query((row, index) -> new Difference(
                        Name.valueOf(row.getString("level")),
                        row.getString("subject"),
                        row.getString("expected"),
                        row.getString("found")))
                .list();
    }
}
