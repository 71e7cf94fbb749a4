package org.ltet.portal.review.risk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.intelligence.Figures;
import org.ltet.portal.intelligence.LogisticModel;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.ReadCache;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was learned, in versions; the latest counts, beside the rules and never in their place, while it is switched on. */
@Component
public class RiskModels {

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int REASONS = 3;
    private static final int HUNDRED = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Standing(Optional<RiskModel> latest, boolean shown) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ReadCache<String, Standing> standing = ReadCache.of(1, KEPT);

    RiskModels(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    public Optional<RiskModel> latest() {
        return standing().latest();
    }

    /** Whether reviewers see what it expects. */
    public boolean shown() {
        return standing().shown();
    }

    /** Nothing while it is switched off or nothing was learned. */
    public Optional<Expectation> expectation(Assessment assessment) {
        Standing now = standing();
        return now.shown() ? now.latest().map(model -> expectation(model, assessment.facts())) : Optional.empty();
    }

    private static Expectation expectation(RiskModel model, Map<Fact, Integer> facts) {
        Map<String, Integer> values = facts.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        return new Expectation(
                model.version(),
                (int) Math.round(model.model().estimate(values) * HUNDRED),
                model.model().parts(values).stream()
                        .filter(part -> part.amount() > 0)
                        .limit(REASONS)
                        .flatMap(part -> Fact.ofName(part.name()).stream())
                        .toList());
    }

    @Transactional
    public void show(boolean shown, User by) {
        if (!by.hasEverywhere(Role.TRUST_ADMIN)) {
            throw Refused.forbidden("risk.notAdministrator");
        }
        if (shown && read().isEmpty()) {
            throw Refused.conflict("risk.nothingLearned");
        }
        // as it stands, not as this node last read it: another may have switched it a moment ago
        boolean before = readShown();
        if (before == shown) {
            return;
        }
        jdbc.sql("insert into review.risk_model_switch (shown, changed_by, changed_at) values (?, ?, ?)")
                .params(shown, by.employeeNumber(), AssessmentRows.timestamp(clock.instant()))
                .update();
        events.publishEvent(Audited.of(
                        "risk.modelSwitched",
                        "riskModel",
                        latest().map(RiskModel::version).orElse(0))
                .changed("shown", before, shown));
        forgetAfterCommit();
    }

    /** Within the transaction of the training. */
    RiskModel keep(RiskModel wanted, long seed) {
        jdbc.sql("""
                insert into review.risk_model (version, trained_at, trained_by, examples, positives, decided_to, seed, model,
                    figures, groups)
                values (:version, :at, :by, :examples, :positives, :decidedTo, :seed, :model::jsonb, :figures::jsonb,
                    :groups::jsonb)
                """)
                .param("version", wanted.version())
                .param("at", AssessmentRows.timestamp(wanted.trainedAt()))
                .param("by", wanted.trainedBy())
                .param("examples", wanted.examples())
                .param("positives", wanted.positives())
                .param("decidedTo", AssessmentRows.timestamp(wanted.decidedTo()))
                .param("seed", seed)
                .param("model", JSON.writeValueAsString(wanted.model()))
                .param("figures", JSON.writeValueAsString(wanted.figures()))
                .param("groups", JSON.writeValueAsString(wanted.bySchemes()))
                .update();
        events.publishEvent(Audited.of("risk.modelTrained", "riskModel", wanted.version())
                .changed("examples", null, wanted.examples())
                .changed("positives", null, wanted.positives())
                .changed("brier", null, wanted.figures().brier())
                .changed("auc", null, wanted.figures().auc()));
        forgetAfterCommit();
        return wanted;
    }

    private void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                standing.forgetAll();
            }
        });
    }

    private Standing standing() {
        return standing.get("standing", _ -> new Standing(read(), readShown()));
    }

    private boolean readShown() {
        return jdbc.sql("select shown from review.risk_model_switch order by number desc limit 1")
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private Optional<RiskModel> read() {
        return jdbc.sql("""
                select version, trained_at, trained_by, examples, positives, decided_to, model, figures, groups
                from review.risk_model order by version desc limit 1
                """).query(RiskModels::model).optional();
    }

    private static RiskModel model(ResultSet row, int index) throws SQLException {
        return new RiskModel(
                row.getInt("version"),
                row.getObject("trained_at", OffsetDateTime.class).toInstant(),
                row.getString("trained_by"),
                row.getInt("examples"),
                row.getInt("positives"),
                row.getObject("decided_to", OffsetDateTime.class).toInstant(),
                JSON.readValue(row.getString("model"), LogisticModel.class),
                JSON.readValue(row.getString("figures"), Figures.class),
                JSON.readValue(row.getString("groups"), new TypeReference<LinkedHashMap<String, Figures>>() {}));
    }
}
