package org.ltet.portal.review.risk;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.intelligence.Example;
import org.ltet.portal.intelligence.Figures;
import org.ltet.portal.intelligence.Learner;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Learns from what people decided: the facts as they were known when it was handed in, and whether it was granted in full.
 * What the portal approved by itself is left out, or it would learn from itself.
 */
@Component
public class TrainModel {

    static final String JOB = "review-risk-model";

    /** With fewer, figures say little. */
    public static final int FEWEST = 200;

    /** Of each kind. */
    public static final int FEWEST_OF_EACH = 30;

    private static final int MOST = 50_000;
    private static final String SUNDAY_NIGHT = "0 30 2 * * SUN";

    private record Decided(Example example, Instant at) {}

    private final JdbcClient jdbc;
    private final RiskModels models;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TrainModel(JdbcClient jdbc, RiskModels models, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.models = models;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * At once, for an administrator.
     *
     * @throws Refused conflict "risk.tooFew" with how many there are and have to be
     */
    public RiskModel run(User by) {
        if (!by.hasEverywhere(Role.TRUST_ADMIN)) {
            throw Refused.forbidden("risk.notAdministrator");
        }
        return train(by.employeeNumber());
    }

    /** Every week, when there is something new. */
    void run() {
        List<Decided> decided = decided();
        boolean anything = models.latest()
                .map(model -> decided.stream().anyMatch(one -> one.at().isAfter(model.decidedTo())))
                .orElse(true);
        if (anything && enough(decided)) {
            train(User.system(JOB).employeeNumber());
        }
    }

    private RiskModel train(String by) {
        List<Decided> decided = decided();
        long positives = positives(decided);
        if (!enough(decided)) {
            throw Refused.conflict("risk.tooFew", decided.size(), positives, FEWEST, FEWEST_OF_EACH);
        }
        Instant now = clock.instant();
        long seed = now.getEpochSecond();
        // it takes a while: outside of the transaction
        Learner.Learned learned =
                Learner.learn(decided.stream().map(Decided::example).toList(), seed);
        return Objects.requireNonNull(transactions.execute(_ -> models.keep(
                new RiskModel(
                        nextVersion(),
                        now,
                        by,
                        decided.size(),
                        (int) positives,
                        decided.getFirst().at(),
                        learned.model(),
                        Figures.of(learned.foreseen()),
                        Figures.byGroup(learned.foreseen())),
                seed)));
    }

    private static long positives(List<Decided> decided) {
        return decided.stream().filter(one -> one.example().positive()).count();
    }

    private static boolean enough(List<Decided> decided) {
        long positives = positives(decided);
        return decided.size() >= FEWEST && positives >= FEWEST_OF_EACH && decided.size() - positives >= FEWEST_OF_EACH;
    }

    private int nextVersion() {
        return jdbc.sql("select coalesce(max(version), 0) + 1 from review.risk_model")
                .query(Integer.class)
                .single();
    }

    /** The latest first. */
    private List<Decided> decided() {
        return jdbc.sql("""
                select t.scheme_code, a.facts, o.outcome, o.decided_at
                from review.risk_outcome o
                join review.risk_assessment a on a.id = o.assessment_id
                join review.task t on t.application_id = o.application_id
                where not o.by_machine
                order by o.decided_at desc, o.application_id limit ?
                """).param(MOST).query(TrainModel::one).list();
    }

    private static Decided one(ResultSet row, int index) throws SQLException {
        Map<String, Integer> values = AssessmentRows.facts(row.getString("facts")).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        return new Decided(
                new Example(
                        row.getString("scheme_code"),
                        values,
                        !row.getString("outcome").equals("GRANTED")),
                row.getObject("decided_at", OffsetDateTime.class).toInstant());
    }

    @Bean
    RecurringTask<Void> trainRiskModelTask() {
        return Tasks.recurring(JOB, new CronSchedule(SUNDAY_NIGHT, IndiaTime.ZONE))
                .execute((instance, context) -> run());
    }
}
