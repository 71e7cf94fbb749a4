package org.ltet.portal.review.risk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.review.risk.RiskRules.Reason;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of assessments and of what waits to be assessed. */
@Component
class AssessmentRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param again it was assessed already, and only its documents were not ready */
    record Due(UUID applicationId, Instant notedAt, boolean again) {}

    private final JdbcClient jdbc;

    AssessmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One at a time for each application; held until the end of the transaction, by nobody who waits for other locks. */
    void alone(UUID applicationId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('review.risk.' || ?, 0))")
                .param(applicationId.toString())
                .query((row, _) -> true)
                .single();
    }

    void note(UUID applicationId, Instant now) {
        jdbc.sql("""
                insert into review.risk_due (application_id, noted_at, due_at) values (:id, :now, :now)
                on conflict (application_id) do update
                set noted_at = excluded.noted_at, due_at = excluded.due_at, again = false
                """).param("id", applicationId).param("now", timestamp(now)).update();
    }

    Optional<Due> due(UUID applicationId) {
        return jdbc.sql("select application_id, noted_at, again from review.risk_due where application_id = ?")
                .param(applicationId)
                .query(AssessmentRows::due)
                .optional();
    }

    List<Due> due(Instant now, int most) {
        return jdbc.sql("""
                select application_id, noted_at, again from review.risk_due where due_at <= :now
                order by due_at, application_id limit :most
                """)
                .param("now", timestamp(now))
                .param("most", most)
                .query(AssessmentRows::due)
                .list();
    }

    /** Unless it was handed in once more meanwhile. */
    void done(Due due) {
        jdbc.sql("delete from review.risk_due where application_id = ? and noted_at = ?")
                .params(due.applicationId(), timestamp(due.notedAt()))
                .update();
    }

    void later(Due due, Instant at) {
        jdbc.sql("update review.risk_due set due_at = ?, again = true where application_id = ? and noted_at = ?")
                .params(timestamp(at), due.applicationId(), timestamp(due.notedAt()))
                .update();
    }

    /** It could not be judged: tried again after as long as it has waited already, so that others come first. */
    void failed(Due due, Instant now) {
        jdbc.sql("""
                update review.risk_due
                set due_at = :now::timestamptz
                    + least(greatest(:now::timestamptz - noted_at, interval '1 minute'), interval '6 hours')
                where application_id = :id and noted_at = :noted
                """)
                .param("now", timestamp(now))
                .param("id", due.applicationId())
                .param("noted", timestamp(due.notedAt()))
                .update();
    }

    UUID insert(
            UUID applicationId,
            int seq,
            RiskRules rules,
            Map<Fact, Integer> facts,
            List<Reason> reasons,
            Money claimed,
            Money payable,
            Instant now) {
        UUID id = Ids.next();
        int score = RiskRules.score(reasons);
        jdbc.sql("""
                insert into review.risk_assessment (id, application_id, seq, rules_version, score, band, claimed, payable,
                    facts, assessed_at)
                values (:id, :application, :seq, :rules, :score, :band, :claimed, :payable, :facts::jsonb, :now)
                """)
                .param("id", id)
                .param("application", applicationId)
                .param("seq", seq)
                .param("rules", rules.version())
                .param("score", score)
                .param("band", rules.band(score).name())
                .param("claimed", claimed.amount())
                .param("payable", payable.amount())
                .param("facts", JSON.writeValueAsString(facts))
                .param("now", timestamp(now))
                .update();
        jdbc.sql("""
                insert into review.risk_reason (assessment_id, fact, value, threshold, points)
                select :id, fact, value, threshold, points
                from unnest(:facts::text[], :values::int[], :thresholds::int[], :points::int[])
                    as reason (fact, value, threshold, points)
                """)
                .param("id", id)
                .param(
                        "facts",
                        reasons.stream().map(reason -> reason.fact().name()).toArray(String[]::new))
                .param("values", reasons.stream().map(Reason::value).toArray(Integer[]::new))
                .param("thresholds", reasons.stream().map(Reason::threshold).toArray(Integer[]::new))
                .param("points", reasons.stream().map(Reason::points).toArray(Integer[]::new))
                .update();
        return id;
    }

    /** What the queue shows and sorts by; no change of the task itself, so its version stays. */
    void show(UUID applicationId, int score, RiskBand band) {
        jdbc.sql("update review.task set risk = ?, risk_band = ? where application_id = ?")
                .params(score, band.name(), applicationId)
                .update();
    }

    void setAside(
            UUID assessmentId, Fact fact, String reason, String actor, String actorName, String level, Instant now) {
        jdbc.sql("""
                insert into review.risk_set_aside (assessment_id, fact, reason, actor, actor_name, level, at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(assessmentId, fact.name(), reason, actor, actorName, level, timestamp(now))
                .update();
    }

    /** The latest, as it stands without what was set aside. */
    Optional<Assessment> latest(UUID applicationId, RuleBook book) {
        return jdbc.sql("""
                select id, rules_version, application_id, seq, score, band, claimed, payable, assessed_at, facts
                from review.risk_assessment where application_id = ? order by seq desc limit 1
                """)
                .param(applicationId)
                .query((row, _) -> assessment(row, book))
                .optional();
    }

    /** What was claimed when it was handed in first. */
    Optional<Money> firstClaimed(UUID applicationId) {
        return jdbc.sql("select claimed from review.risk_assessment where application_id = ? and seq = 1")
                .param(applicationId)
                .query((row, _) -> Money.of(row.getBigDecimal("claimed")))
                .optional();
    }

    private Assessment assessment(ResultSet row, RuleBook book) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        List<Assessment.Reason> reasons = reasons(id);
        int rulesVersion = row.getInt("rules_version");
        int present = Math.min(
                RiskRules.MOST,
                reasons.stream()
                        .filter(reason -> reason.setAside() == null)
                        .mapToInt(Assessment.Reason::points)
                        .sum());
        return new Assessment(
                id,
                row.getObject("application_id", UUID.class),
                row.getInt("seq"),
                rulesVersion,
                row.getInt("score"),
                RiskBand.valueOf(row.getString("band")),
                present,
                book.version(rulesVersion).band(present),
                Money.of(row.getBigDecimal("claimed")),
                Money.of(row.getBigDecimal("payable")),
                row.getObject("assessed_at", OffsetDateTime.class).toInstant(),
                facts(row.getString("facts")),
                reasons);
    }

    private List<Assessment.Reason> reasons(UUID assessmentId) {
        return jdbc.sql("""
                select r.fact, r.value, r.threshold, r.points, s.actor_name, s.reason, s.at
                from review.risk_reason r left join review.risk_set_aside s using (assessment_id, fact)
                where r.assessment_id = ? order by r.points desc, r.fact
                """)
                .param(assessmentId)
                .query((row, _) -> new Assessment.Reason(
                        Fact.valueOf(row.getString("fact")),
                        row.getInt("value"),
                        row.getInt("threshold"),
                        row.getInt("points"),
                        setAside(row)))
                .list();
    }

    private static Assessment.@Nullable SetAside setAside(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
        return at == null
                ? null
                : new Assessment.SetAside(row.getString("actor_name"), row.getString("reason"), at.toInstant());
    }

    /** Facts that the program does not know any more are left out. */
    static Map<Fact, Integer> facts(String json) {
        return JSON.readValue(json, new TypeReference<Map<String, Integer>>() {}).entrySet().stream()
                .filter(entry -> Fact.ofName(entry.getKey()).isPresent())
                .collect(Collectors.toMap(
                        entry -> Fact.valueOf(entry.getKey()),
                        Map.Entry::getValue,
                        (one, _) -> one,
                        () -> new EnumMap<>(Fact.class)));
    }

    private static Due due(ResultSet row, int index) throws SQLException {
        return new Due(
                row.getObject("application_id", UUID.class),
                row.getObject("noted_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("again"));
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
