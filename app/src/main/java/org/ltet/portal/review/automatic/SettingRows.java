package org.ltet.portal.review.automatic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.automatic.AutomaticSetting.Person;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of settings and of days without automatic approval. */
@Component
class SettingRows {

    private static final int LATEST = 100;

    private static final String SELECT = """
            select id, number, scheme_code, scheme_version_id, up_to, max_score, heads, sample_percent, reason,
                proposed_by, proposed_name, proposed_at, agreed_by, agreed_name, agreed_at,
                ended_by, ended_name, ended_at, end_reason
            from review.automatic_setting
            """;

    private final JdbcClient jdbc;

    SettingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, NewSetting wanted, UUID versionId, User by, Instant now) {
        jdbc.sql("""
                insert into review.automatic_setting (id, scheme_code, scheme_version_id, up_to, max_score, heads,
                    sample_percent, reason, proposed_by, proposed_name, proposed_at)
                values (:id, :scheme, :schemeVersion, :upTo, :maxScore, :heads, :sample, :reason, :by, :name, :now)
                """)
                .param("id", id)
                .param("scheme", wanted.schemeCode())
                .param("schemeVersion", versionId)
                .param("upTo", wanted.upTo().amount())
                .param("maxScore", wanted.maxScore())
                .param("heads", wanted.heads().toArray(String[]::new))
                .param("sample", wanted.samplePercent())
                .param("reason", wanted.reason())
                .param("by", by.employeeNumber())
                .param("name", by.displayName())
                .param("now", timestamp(now))
                .update();
    }

    Optional<AutomaticSetting> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id)
                .query(SettingRows::setting)
                .optional();
    }

    Optional<AutomaticSetting> running(UUID versionId) {
        return jdbc.sql(SELECT + """
                where scheme_version_id = ? and agreed_at is not null and ended_at is null
                """)
                .param(versionId)
                .query(SettingRows::setting)
                .optional();
    }

    /** Those that count or wait first, then the latest. */
    List<AutomaticSetting> latest() {
        return jdbc.sql(SELECT + "order by ended_at is not null, number desc limit ?")
                .param(LATEST)
                .query(SettingRows::setting)
                .list();
    }

    void agree(UUID id, User by, Instant now) {
        jdbc.sql("update review.automatic_setting set agreed_by = ?, agreed_name = ?, agreed_at = ? where id = ?")
                .params(by.employeeNumber(), by.displayName(), timestamp(now), id)
                .update();
    }

    void end(UUID id, String reason, User by, Instant now) {
        jdbc.sql("""
                update review.automatic_setting set ended_by = ?, ended_name = ?, ended_at = ?, end_reason = ? where id = ?
                """)
                .params(by.employeeNumber(), by.displayName(), timestamp(now), reason, id)
                .update();
    }

    void insertBlackout(UUID id, LocalDate first, LocalDate last, String reason, String by, Instant now) {
        jdbc.sql("""
                insert into review.automatic_blackout (id, first_day, last_day, reason, set_by, set_at)
                values (?, ?, ?, ?, ?, ?)
                """).params(id, first, last, reason, by, timestamp(now)).update();
    }

    boolean lift(UUID id, String by, Instant now) {
        return jdbc.sql("""
                        update review.automatic_blackout set lifted_by = ?, lifted_at = ? where id = ? and lifted_at is null
                        """).params(by, timestamp(now), id).update() == 1;
    }

    List<AutomaticSettings.Blackout> blackouts(LocalDate from) {
        return jdbc.sql("""
                select id, first_day, last_day, reason from review.automatic_blackout
                where lifted_at is null and last_day >= ? order by first_day, id limit ?
                """)
                .params(from, LATEST)
                .query(AutomaticSettings.Blackout.class)
                .list();
    }

    private static AutomaticSetting setting(ResultSet row, int index) throws SQLException {
        return new AutomaticSetting(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                row.getString("scheme_code"),
                row.getObject("scheme_version_id", UUID.class),
                Money.of(row.getBigDecimal("up_to")),
                row.getInt("max_score"),
                List.of((String[]) row.getArray("heads").getArray()),
                row.getBigDecimal("sample_percent"),
                row.getString("reason"),
                new Person(
                        row.getString("proposed_by"),
                        row.getString("proposed_name"),
                        row.getObject("proposed_at", OffsetDateTime.class).toInstant()),
                person(row, "agreed"),
                person(row, "ended"),
                row.getString("end_reason"));
    }

    private static @Nullable Person person(ResultSet row, String did) throws SQLException {
        OffsetDateTime at = row.getObject(did + "_at", OffsetDateTime.class);
        return at == null ? null : new Person(row.getString(did + "_by"), row.getString(did + "_name"), at.toInstant());
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
