package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The member answers and gives the same application back to the level that asked. */
@Component
public class AnswerSendBack {

    private final ApplicationRows rows;
    private final LineRows lines;
    private final ApplicationMoves moves;
    private final SubmissionCheck check;
    private final Reckoning reckoning;
    private final Duplicates duplicates;
    private final Barred barred;
    private final ApplicationViews views;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AnswerSendBack(
            ApplicationRows rows,
            LineRows lines,
            ApplicationMoves moves,
            SubmissionCheck check,
            Reckoning reckoning,
            Duplicates duplicates,
            Barred barred,
            ApplicationViews views,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.moves = moves;
        this.check = check;
        this.reckoning = reckoning;
        this.duplicates = duplicates;
        this.barred = barred;
        this.views = views;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asked twice for the same answer, it is given once.
     *
     * @param comment what the member answers
     * @throws InvalidInput with everything missing or wrong
     */
    @Transactional
    public ApplicationView resubmit(UUID id, @Nullable String comment, long seen, User user) {
        Application app = rows.lock(id);
        Actor actor = ApplicationGuard.member(app, user);
        if (app.state() == ApplicationState.UNDER_REVIEW
                && moves.last(id).move().equals(Move.RESUBMIT.name())
                && seen < app.version) {
            return views.of(app, user);
        }
        moves.requirePossible(app, Move.RESUBMIT, ActingRole.MEMBER);
        app.requireVersion(seen);
        List<LineView> ofLines = lines.of(id);
        InvalidInput.throwIfAny(check.problems(app, ofLines));

        Instant now = clock.instant();
        Benefit benefit = reckoning.reckonInto(app, ofLines);
        duplicates.keep(app, duplicates.find(app), now);
        barred.keep(app, now);
        ReviewLevel level = app.reviewLevel();
        moves.move(
                app,
                Move.RESUBMIT,
                Position.underReview(level),
                actor,
                Words.toMember(null, Comments.optional(comment)));
        rows.save(app, now);
        events.publishEvent(new ApplicationResubmitted(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                level,
                benefit.claimed(),
                benefit.payable(),
                now));
        events.publishEvent(Audited.of("application.resubmitted", "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("position", Position.sentBack(level), app.position)
                .changed("payable", null, benefit.payable()));
        return views.of(app, user);
    }
}
