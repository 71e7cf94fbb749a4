package org.ltet.portal.review.risk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.RaiseLevels;
import org.ltet.portal.review.risk.AssessmentRows.Due;
import org.ltet.portal.review.risk.RiskRules.Reason;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judges the risk of an application whenever it was handed in, soon after and in the background; a decision that comes
 * first has it judged first. The risk advises people and can call for a further level; it decides nothing.
 */
@Component
public class AssessRisk {

    /** Documents that are still being read are looked at again, but not for ever. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final AssessmentRows rows;
    private final GatherFacts gather;
    private final RuleBook book;
    private final RaiseLevels raise;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AssessRisk(
            AssessmentRows rows,
            GatherFacts gather,
            RuleBook book,
            RaiseLevels raise,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.gather = gather;
        this.book = book;
        this.raise = raise;
        this.events = events;
        this.clock = clock;
    }

    /** It was handed in; within the transaction of that. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(UUID applicationId) {
        rows.note(applicationId, clock.instant());
    }

    /** Before anybody decides on it: judged as it was handed in last. */
    @Transactional
    public void ensure(UUID applicationId) {
        if (rows.due(applicationId).filter(due -> !due.again()).isPresent()) {
            assess(applicationId);
        }
    }

    @Transactional(readOnly = true)
    public Optional<Assessment> latest(UUID applicationId) {
        return rows.latest(applicationId, book);
    }

    /** Whether all that is to be known of it is known; then there is nothing more to wait for. */
    @Transactional
    boolean assess(UUID applicationId) {
        rows.alone(applicationId);
        Due due = rows.due(applicationId).orElse(null);
        if (due == null) {
            return false;
        }
        Optional<Assessment> before = rows.latest(applicationId, book);
        GatherFacts.Gathered gathered =
                gather.of(applicationId, rows.firstClaimed(applicationId).orElse(null));
        ApplicationState state = gathered.application().state();
        if (state.sanctioned() || state.isFinal()) {
            rows.done(due);
            return false;
        }
        RiskRules rules = book.current();
        boolean same = due.again()
                && before.filter(one -> one.facts().equals(gathered.facts())).isPresent();
        if (!same) {
            store(gathered, rules, before.map(Assessment::seq).orElse(0) + 1);
        }
        Instant now = clock.instant();
        if (gathered.ready() || due.notedAt().plus(PATIENCE).isBefore(now)) {
            rows.done(due);
            return gathered.ready();
        }
        rows.later(due, now.plus(LOOK_AGAIN));
        return false;
    }

    private void store(GatherFacts.Gathered gathered, RiskRules rules, int seq) {
        UUID id = gathered.application().id();
        List<Reason> reasons = rules.reasons(gathered.facts());
        int score = RiskRules.score(reasons);
        RiskBand band = rules.band(score);
        // the application's row before the task's, as every decision locks them
        raise.highRisk(id, band == RiskBand.HIGH);
        rows.insert(
                id,
                seq,
                rules,
                gathered.facts(),
                reasons,
                gathered.application().claimed(),
                gathered.application().payable(),
                clock.instant());
        rows.show(id, score, band);
        events.publishEvent(Audited.of("risk.assessed", "application", id)
                .inApplication(id, gathered.application().schemeCode())
                .changed("score", null, score)
                .changed("band", null, band)
                .changed("rules", null, rules.version()));
    }

    /**
     * One of the reasons counts no more. The caller answers for who may do so.
     *
     * @return the assessment as it stands then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Assessment setAside(
            Assessment seen, Fact fact, String reason, String actor, String actorName, String level) {
        UUID id = seen.applicationId();
        // first the application's row, then the task's
        raise.overridden(id);
        rows.setAside(seen.id(), fact, reason, actor, actorName, level, clock.instant());
        Assessment now = rows.latest(id, book).orElseThrow();
        raise.highRisk(id, now.presentBand() == RiskBand.HIGH);
        rows.show(id, now.present(), now.presentBand());
        return now;
    }
}
