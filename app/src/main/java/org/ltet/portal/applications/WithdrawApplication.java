package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The member takes back what was not decided yet: a submitted application, or a draft never handed in. */
@Component
@Transactional
public class WithdrawApplication {

    private final ApplicationRows rows;
    private final ApplicationMoves moves;
    private final ApplicationViews views;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WithdrawApplication(
            ApplicationRows rows,
            ApplicationMoves moves,
            ApplicationViews views,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.views = views;
        this.events = events;
        this.clock = clock;
    }

    /** @throws org.ltet.portal.shared.Refused conflict "applications.notNow" once it is approved */
    public ApplicationView withdraw(UUID id, @Nullable String comment, User user) {
        return withdraw(id, null, comment, user);
    }

    /**
     * @param seen the version that was read; none for a person who is asked once more before it is done
     * @throws org.ltet.portal.shared.Refused stale; conflict "applications.notNow" once it is approved
     */
    public ApplicationView withdraw(UUID id, @Nullable Long seen, @Nullable String comment, User user) {
        Application app = rows.lock(id);
        Actor actor = ApplicationGuard.member(app, user);
        if (app.state() == ApplicationState.WITHDRAWN) {
            return views.of(app, user);
        }
        requireVersion(app, seen);
        Position from = app.position;
        moves.move(
                app,
                Move.WITHDRAW,
                Position.at(ApplicationState.WITHDRAWN),
                actor,
                Words.toMember(null, Comments.optional(comment)));
        Instant now = clock.instant();
        rows.save(app, now);
        events.publishEvent(
                new ApplicationWithdrawn(app.id, app.submittedNumber(), app.employeeNumber, app.schemeCode, now));
        audit(app, "application.withdrawn", from);
        return views.of(app, user);
    }

    /** Throws a draft away; it is kept out of sight, never deleted. */
    public void discard(UUID id, User user) {
        discard(id, null, user);
    }

    /**
     * @param seen the version that was read; none for a person who is asked once more before it is done
     * @throws org.ltet.portal.shared.Refused stale
     */
    public void discard(UUID id, @Nullable Long seen, User user) {
        Application app = rows.lock(id);
        Actor actor = ApplicationGuard.member(app, user);
        if (app.state() == ApplicationState.DISCARDED) {
            return;
        }
        requireVersion(app, seen);
        Position from = app.position;
        moves.move(app, Move.DISCARD, Position.at(ApplicationState.DISCARDED), actor, Words.NONE);
        app.draftExpiresOn = null;
        rows.save(app, clock.instant());
        audit(app, "application.discarded", from);
    }

    private static void requireVersion(Application app, @Nullable Long seen) {
        if (seen != null) {
            app.requireVersion(seen);
        }
    }

    private void audit(Application app, String action, Position from) {
        events.publishEvent(Audited.of(action, "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("position", from, app.position));
    }
}
