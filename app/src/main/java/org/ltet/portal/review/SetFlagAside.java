package org.ltet.portal.review;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Stages;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A reviewer looked into a reason of the risk and found it in order: it counts no more. That is an override, so it takes
 * two people: the level that the scheme names for overrides decides in the end (REV-8).
 */
@Component
public class SetFlagAside {

    public static final int LONGEST = 1000;

    private final TaskGuard guard;
    private final AssessRisk risk;
    private final Schemes schemes;
    private final TaskRows rows;
    private final Stages stages;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SetFlagAside(
            TaskGuard guard,
            AssessRisk risk,
            Schemes schemes,
            TaskRows rows,
            Stages stages,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.stages = stages;
        this.accounts = accounts;
        this.clock = clock;
        this.guard = guard;
        this.risk = risk;
        this.schemes = schemes;
        this.events = events;
    }

    /** Whether a later level decides on what is set aside at this one. */
    public static boolean possible(SchemeDefinition definition, ReviewLevel at) {
        return definition.levels().stream()
                .anyMatch(level -> level.onOverride()
                        && ReviewLevel.valueOf(level.level().name()).isAfter(at));
    }

    /**
     * @param assessmentId what the reviewer saw
     * @throws Refused not found; invalid without a reason; stale when it was judged anew; conflict
     *     "review.setAsideAlready", "review.setAsideNeedsLater"; and whatever bars the reviewer from the task
     */
    @Transactional
    public Assessment setAside(UUID id, UUID assessmentId, Fact fact, String reason, User user) {
        ReviewTask task = guard.inHands(id, user);
        String words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw Refused.invalidField("reason", "review.setAsideReason", LONGEST);
        }
        Assessment seen = risk.latest(id).orElseThrow(() -> Refused.notFound("risk"));
        if (!seen.id().equals(assessmentId)) {
            throw Refused.stale();
        }
        Assessment.Reason found = seen.reasons().stream()
                .filter(one -> one.fact() == fact)
                .findFirst()
                .orElseThrow(() -> Refused.notFound("riskReason"));
        if (found.setAside() != null) {
            throw Refused.conflict("review.setAsideAlready");
        }
        if (!possible(schemes.version(task.schemeVersionId()).definition(), task.level())) {
            throw Refused.conflict("review.setAsideNeedsLater");
        }
        claim(task, user);
        Assessment now = risk.setAside(
                seen,
                fact,
                words,
                user.employeeNumber(),
                user.displayName(),
                task.level().name());
        rows.acted(id, user.employeeNumber(), task.level(), clock.instant());
        events.publishEvent(Audited.of("risk.setAside", "application", id)
                .inApplication(id, task.schemeCode())
                .changed("fact", null, fact)
                .changed("score", seen.present(), now.present())
                .changed("inPlaceOf", null, task.heldFor())
                .because(words));
        return now;
    }

    /** Who sets aside here, and the colleague in whose place that is, acts at no other stage: neither later levels nor accounts. */
    private void claim(ReviewTask task, User user) {
        List<UUID> id = List.of(task.applicationId());
        Stages.Stage stage = Stages.Stage.valueOf(task.level().name());
        stages.claim(id, stage, user);
        String heldFor = task.heldFor();
        if (heldFor != null) {
            User absent = accounts.user(heldFor)
                    .orElseThrow(() -> Refused.forbidden("review.absentMayNot", guard.nameOf(heldFor)));
            stages.claim(id, stage, absent);
        }
    }
}
