package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What reviewers do to an application. Each call locks the application, passes the guard, checks the version that the
 * reviewer saw, moves or refuses. Refusals: not found; forbidden (applications.notYourLevel, .ownOrRelative,
 * .actedAtOtherLevel); conflict (applications.movedMeanwhile with who and when); stale. What grants or passes on is also
 * refused (conflict, applications.unopened.WAITING, .INFECTED, .UNSCANNABLE) while a document cannot be
 * opened by anybody.
 */
@Component
@Transactional
public class Decisions {

    private final ApplicationRows rows;
    private final LineRows lines;
    private final ApplicationMoves moves;
    private final ApplicationGuard guard;
    private final Reckoning reckoning;
    private final SanctionUnderLock sanctions;
    private final DocumentSafety documents;
    private final Schemes schemes;
    private final ApplicationViews views;
    private final KeepDecision record;
    private final RaiseLevels raised;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Decisions(
            ApplicationRows rows,
            LineRows lines,
            ApplicationMoves moves,
            ApplicationGuard guard,
            Reckoning reckoning,
            SanctionUnderLock sanctions,
            DocumentSafety documents,
            Schemes schemes,
            ApplicationViews views,
            KeepDecision record,
            RaiseLevels raised,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.moves = moves;
        this.guard = guard;
        this.reckoning = reckoning;
        this.sanctions = sanctions;
        this.documents = documents;
        this.schemes = schemes;
        this.views = views;
        this.record = record;
        this.raised = raised;
        this.events = events;
        this.clock = clock;
    }

    /** A scrutiny officer takes a submitted application under review. At panels nothing needs taking. */
    public ApplicationView take(UUID id, User user) {
        Application app = readable(id, user);
        moves.requirePossible(app, Move.TAKE, ActingRole.SCRUTINY_OFFICER);
        Actor actor = guard.reviewer(app, ReviewLevel.SCRUTINY, user);
        moves.move(app, Move.TAKE, Position.underReview(ReviewLevel.SCRUTINY), actor, Words.NONE);
        Instant now = save(app);
        events.publishEvent(new ApplicationTaken(
                app.id, app.submittedNumber(), app.employeeNumber, app.schemeCode, actor.number(), now));
        audit(app, actor, "application.taken", null);
        return views.of(app, user);
    }

    /** Sets what is taken off one line in all; the payable amount follows. */
    public ApplicationView deduct(UUID id, UUID lineId, Deduction deduction, long expectedVersion, User user) {
        Reviewed reviewed = underReview(id, expectedVersion, user);
        Application app = reviewed.app();
        Reasons.DEDUCT.checked(deduction.reasonCode());
        String comment = Comments.optional(deduction.comment());
        LineView line = lines.of(id).stream()
                .filter(candidate -> candidate.id().equals(lineId))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("line"));
        if (deduction.amount().isNegative() || deduction.amount().exceeds(line.claimed())) {
            throw Refused.invalidField("amount", "applications.deduction", line.claimed());
        }
        Instant now = clock.instant();
        lines.deduct(
                id,
                line,
                new Deduction(deduction.amount(), deduction.reasonCode(), comment),
                reviewed.actor(),
                reviewed.level(),
                now);
        Money before = app.payable;
        reckoning.reckonInto(app, lines.of(id));
        rows.save(app, now);
        events.publishEvent(new ApplicationAmountChanged(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                reviewed.level(),
                reviewed.actor().number(),
                app.payable,
                now));
        events.publishEvent(Audited.of("application.deducted", "line", lineId)
                .inApplication(app.id, app.schemeCode)
                .changed("deducted", line.deducted(), deduction.amount())
                .changed("payable", before, app.payable)
                .changed("inPlaceOf", null, reviewed.actor().absentNumber())
                .because(deduction.reasonCode()));
        return views.of(app, user);
    }

    /**
     * Passes the application on to the next level that the amount or the risk needs, or to an additional one before that.
     *
     * @param to none for the level that the amount needs
     * @throws Refused invalid "applications.levelSkipped" when a needed level would be left out
     */
    public ApplicationView forward(
            UUID id, @Nullable ReviewLevel to, @Nullable String comment, long expectedVersion, User user) {
        Reviewed reviewed = underReview(id, expectedVersion, user);
        Application app = reviewed.app();
        documents.requireOpen(id);
        Money payable = reckoning.reckonInto(app, lines.of(id)).payable();
        ReviewLevel target = target(app, reviewed.level(), to, payable);
        moves.move(
                app,
                Move.FORWARD,
                Position.underReview(target),
                reviewed.actor(),
                Words.internal(null, Comments.optional(comment)));
        Instant now = save(app);
        record.keep(app, lines.of(id), Objects.requireNonNull(app.benefit));
        events.publishEvent(new ApplicationForwarded(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                reviewed.level(),
                target,
                reviewed.actor().number(),
                payable,
                now));
        audit(app, reviewed.actor(), "application.forwarded", comment);
        return views.of(app, user);
    }

    private ReviewLevel target(Application app, ReviewLevel from, @Nullable ReviewLevel to, Money payable) {
        Optional<ReviewLevel> next =
                Levels.next(schemes.version(app.versionId).definition(), from, payable, raised.of(app.id));
        if (to == null) {
            return next.orElseThrow(() -> Refused.conflict("applications.noLaterLevel"));
        }
        if (!to.isAfter(from)) {
            throw Refused.invalidField("level", "applications.laterLevel");
        }
        if (next.filter(to::isAfter).isPresent()) {
            throw Refused.invalidField("level", "applications.levelSkipped");
        }
        return to;
    }

    /**
     * Asks the member; the application comes back to this level.
     *
     * @param comment for the member, required
     * @param lineRemarks by line id, for the member
     */
    public ApplicationView sendBack(
            UUID id,
            String reasonCode,
            String comment,
            Map<UUID, String> lineRemarks,
            long expectedVersion,
            User user) {
        Reviewed reviewed = underReview(id, expectedVersion, user);
        Application app = reviewed.app();
        Reasons.SEND_BACK.checked(reasonCode);
        String words = Comments.required(comment);
        List<UUID> known = lines.of(id).stream().map(LineView::id).toList();
        if (!known.containsAll(lineRemarks.keySet())) {
            throw Refused.notFound("line");
        }
        moves.move(
                app,
                Move.SEND_BACK,
                Position.sentBack(reviewed.level()),
                reviewed.actor(),
                Words.toMember(reasonCode, words));
        lines.remark(app, Comments.lineRemarks(lineRemarks));
        app.sentBackAt = clock.instant();
        Instant now = save(app);
        events.publishEvent(new ApplicationSentBack(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                reviewed.level(),
                reviewed.actor().number(),
                reasonCode,
                words,
                now));
        audit(app, reviewed.actor(), "application.sentBack", reasonCode);
        return views.of(app, user);
    }

    /** Gives the application back to an earlier level, with a reason for the colleague. */
    public ApplicationView returnToLevel(
            UUID id, ReviewLevel to, String reasonCode, String comment, long expectedVersion, User user) {
        Reviewed reviewed = underReview(id, expectedVersion, user);
        Application app = reviewed.app();
        Reasons.RETURN.checked(reasonCode);
        String words = Comments.required(comment);
        if (!reviewed.level().isAfter(to)) {
            throw Refused.invalidField("level", "applications.earlierLevel");
        }
        moves.move(
                app,
                Move.RETURN_TO_LEVEL,
                Position.underReview(to),
                reviewed.actor(),
                Words.internal(reasonCode, words));
        Instant now = save(app);
        events.publishEvent(new ApplicationReturnedToLevel(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                reviewed.level(),
                to,
                reviewed.actor().number(),
                reasonCode,
                now));
        audit(app, reviewed.actor(), "application.returnedToLevel", reasonCode);
        return views.of(app, user);
    }

    /** @param comment for the member, required */
    public ApplicationView reject(UUID id, String reasonCode, String comment, long expectedVersion, User user) {
        Reviewed reviewed = underReview(id, expectedVersion, user);
        Application app = reviewed.app();
        Reasons.REJECT.checked(reasonCode);
        String words = Comments.required(comment);
        moves.move(
                app,
                Move.REJECT,
                Position.at(ApplicationState.REJECTED),
                reviewed.actor(),
                Words.toMember(reasonCode, words));
        app.decidedAt = clock.instant();
        Instant now = save(app);
        record.keep(app, lines.of(id), Objects.requireNonNull(app.benefit));
        events.publishEvent(new ApplicationRejected(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                reviewed.level(),
                reviewed.actor().number(),
                reasonCode,
                words,
                now));
        audit(app, reviewed.actor(), "application.rejected", reasonCode);
        return views.of(app, user);
    }

    /**
     * Grants the payable amount, or the cap, as reckoned anew with the use of limits at this moment under the family's
     * lock.
     *
     * @throws Refused conflict "applications.balanceChanged" with the new payable amount when it is not the expected
     *     one; "applications.levelNeeded" when the amount needs a later level; "applications.levelMissed" when an
     *     earlier one that it needs has not acted; "applications.nothingPayable"
     */
    public ApplicationView sanction(UUID id, Sanction sanction, User user) {
        Reviewed reviewed = underReview(id, sanction.expectedVersion(), user);
        documents.requireOpen(id);
        sanctions.sanction(reviewed.app(), reviewed.level(), sanction, reviewed.actor(), null);
        return views.of(reviewed.app(), user);
    }

    /**
     * Approves a submitted application without a person; the caller answers for the setting and its conditions.
     *
     * @param ground kept with the signed record
     */
    public ApplicationView sanctionAutomatically(UUID id, Sanction sanction, AutomaticGround ground, User system) {
        if (!system.isSystem()) {
            throw Refused.forbidden("applications.notYourRole");
        }
        Application app = rows.lock(id);
        Actor actor = Actor.system(system.employeeNumber());
        moves.requirePossible(app, Move.SANCTION, actor.role());
        app.requireVersion(sanction.expectedVersion());
        documents.requireOpen(id);
        sanctions.sanction(app, null, sanction, actor, ground);
        return views.of(app, system);
    }

    private record Reviewed(Application app, ReviewLevel level, Actor actor) {}

    private Reviewed underReview(UUID id, long expectedVersion, User user) {
        Application app = readable(id, user);
        if (app.state() != ApplicationState.UNDER_REVIEW) {
            throw moves.movedMeanwhile(app);
        }
        ReviewLevel level = app.reviewLevel();
        Actor actor = guard.reviewer(app, level, user);
        app.requireVersion(expectedVersion);
        return new Reviewed(app, level, actor);
    }

    private Application readable(UUID id, User user) {
        Application app = rows.lock(id);
        guard.read(app, user);
        return app;
    }

    private Instant save(Application app) {
        Instant now = clock.instant();
        rows.save(app, now);
        return now;
    }

    private void audit(Application app, Actor actor, String action, @Nullable String reason) {
        events.publishEvent(Audited.of(action, "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("position", null, app.position)
                .changed("inPlaceOf", null, actor.absentNumber())
                .because(reason));
    }
}
