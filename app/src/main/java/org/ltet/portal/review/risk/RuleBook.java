package org.ltet.portal.review.risk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.RiskRules.RiskRule;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.ReadCache;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rules of risk in their versions: a change makes a new one, and what was judged keeps the one it was judged by. */
@Component
public class RuleBook {

    /** The version that the portal comes with. */
    public static final int FIRST = 1;

    public static final int MOST_THRESHOLD = 100_000;

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int VERSIONS = 50;

    private record Head(int version, int mediumFrom, int highFrom, OffsetDateTime madeAt, String madeBy) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ReadCache<String, RiskRules> current = ReadCache.of(1, KEPT);
    private final ReadCache<Integer, RiskRules> versions = ReadCache.ofConstants(VERSIONS);

    RuleBook(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** By which applications are judged now. */
    public RiskRules current() {
        return current.get(
                "current",
                _ -> read(jdbc.sql("select max(version) from review.risk_rules")
                        .query(Integer.class)
                        .single()));
    }

    public RiskRules version(int version) {
        return versions.get(version, this::read);
    }

    /**
     * Judges by these from now on; what is judged already stays as it is until it is handed in again.
     *
     * @param seen the version that the person changed
     * @throws Refused invalid for what is out of range, stale when somebody was quicker
     */
    @Transactional
    public RiskRules change(int seen, int mediumFrom, int highFrom, List<RiskRule> wanted, User by) {
        if (!by.hasEverywhere(Role.TRUST_ADMIN)) {
            throw Refused.forbidden("risk.notAdministrator");
        }
        if (mediumFrom < 1 || mediumFrom >= highFrom) {
            throw Refused.invalidField("mediumFrom", "risk.mediumBelowHigh");
        }
        if (highFrom > RiskRules.MOST) {
            throw Refused.invalidField("highFrom", "risk.points", RiskRules.MOST);
        }
        Map<Fact, RiskRule> byFact = new EnumMap<>(Fact.class);
        for (RiskRule rule : wanted) {
            if (rule.fact().rule() == Fact.Rule.NONE || byFact.put(rule.fact(), rule) != null) {
                throw Refused.invalidField("rules", "risk.everyRuleOnce");
            }
            if (rule.threshold() < 0 || rule.threshold() > MOST_THRESHOLD) {
                throw Refused.invalidField("threshold-" + rule.fact(), "risk.threshold", MOST_THRESHOLD);
            }
            if (rule.points() < 0 || rule.points() > RiskRules.MOST) {
                throw Refused.invalidField("points-" + rule.fact(), "risk.points", RiskRules.MOST);
            }
        }
        if (byFact.size() != Fact.ruled().size()) {
            throw Refused.invalidField("rules", "risk.everyRuleOnce");
        }
        RiskRules before = version(seen);
        int version = seen + 1;
        try {
            jdbc.sql("""
                    insert into review.risk_rules (version, medium_from, high_from, made_at, made_by)
                    values (?, ?, ?, ?, ?)
                    """)
                    .params(
                            version,
                            mediumFrom,
                            highFrom,
                            clock.instant().atOffset(ZoneOffset.UTC),
                            by.employeeNumber())
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refused.stale();
        }
        jdbc.sql("""
                insert into review.risk_rule (version, fact, threshold, points)
                select :version, fact, threshold, points
                from unnest(:facts::text[], :thresholds::int[], :points::int[]) as rule (fact, threshold, points)
                """)
                .param("version", version)
                .param("facts", byFact.keySet().stream().map(Enum::name).toArray(String[]::new))
                .param(
                        "thresholds",
                        byFact.values().stream().map(RiskRule::threshold).toArray(Integer[]::new))
                .param("points", byFact.values().stream().map(RiskRule::points).toArray(Integer[]::new))
                .update();
        events.publishEvent(told(before, byFact, mediumFrom, highFrom, version));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                current.forgetAll();
            }
        });
        return read(version);
    }

    private static Audited told(
            RiskRules before, Map<Fact, RiskRule> wanted, int mediumFrom, int highFrom, int version) {
        Audited entry = Audited.of("risk.rulesChanged", "riskRules", version)
                .changed("mediumFrom", before.mediumFrom(), mediumFrom)
                .changed("highFrom", before.highFrom(), highFrom);
        for (RiskRule rule : before.rules()) {
            RiskRule now = wanted.get(rule.fact());
            if (now != null) {
                entry = entry.changed(rule.fact() + ".threshold", rule.threshold(), now.threshold())
                        .changed(rule.fact() + ".points", rule.points(), now.points());
            }
        }
        return entry;
    }

    private RiskRules read(int version) {
        Head head = jdbc.sql(
                        "select version, medium_from, high_from, made_at, made_by from review.risk_rules where version = ?")
                .param(version)
                .query(Head.class)
                .optional()
                .orElseThrow(() -> Refused.notFound("riskRules"));
        return new RiskRules(
                head.version(),
                head.mediumFrom(),
                head.highFrom(),
                head.madeAt().toInstant(),
                head.madeBy(),
                jdbc
                        .sql("select fact, threshold, points from review.risk_rule where version = ?")
                        .param(version)
                        .query(RuleBook::rule)
                        .list()
                        .stream()
                        .sorted((one, other) -> one.fact().compareTo(other.fact()))
                        .toList());
    }

    private static RiskRule rule(ResultSet row, int index) throws SQLException {
        return new RiskRule(Fact.valueOf(row.getString("fact")), row.getInt("threshold"), row.getInt("points"));
    }
}
