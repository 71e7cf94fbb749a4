package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.operations.LegalHolds;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Drafts that nobody touched are discarded after the day until which they are kept, a week or more after the member was
 * told of it. A change begins the time anew.
 */
@Component
class DiscardIdleDrafts {

    static final String JOB = "applications-idle-drafts";

    private static final int NOTICE_DAYS = 7;

    private final OverdueApplications overdue;
    private final ApplicationRows rows;
    private final ApplicationMoves moves;
    private final Reminders reminders;
    private final LegalHolds holds;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DiscardIdleDrafts(
            OverdueApplications overdue,
            ApplicationRows rows,
            ApplicationMoves moves,
            Reminders reminders,
            LegalHolds holds,
            ApplicationEventPublisher events,
            Clock clock) {
        this.overdue = overdue;
        this.rows = rows;
        this.moves = moves;
        this.reminders = reminders;
        this.holds = holds;
        this.events = events;
        this.clock = clock;
    }

    void run() {
        LocalDate today = IndiaTime.today(clock);
        LocalDate soon = today.plusDays(NOTICE_DAYS);
        overdue.eachDraft(soon, JOB, app -> {
            LocalDate kept = app.draftExpiresOn;
            // changed or submitted between the search and the lock
            if (app.state() != ApplicationState.DRAFT || kept == null || kept.isAfter(soon)) {
                return;
            }
            Optional<LocalDate> told =
                    reminders.first(app.id, Reminders.Kind.DRAFT, app.changedAt).map(IndiaTime::dateOf);
            if (told.isEmpty()) {
                tell(app, soon);
            } else if (today.isAfter(kept) && !told.get().plusDays(NOTICE_DAYS).isAfter(today)) {
                discard(app);
            }
        });
    }

    private void tell(Application app, LocalDate keptUntil) {
        Instant now = clock.instant();
        reminders.keep(app.id, Reminders.Kind.DRAFT, app.changedAt, 1, now);
        events.publishEvent(new DraftExpires(app.id, app.employeeNumber, app.schemeCode, keptUntil, now));
    }

    private void discard(Application app) {
        if (holds.now().covers(app.employeeNumber, app.id)) {
            return;
        }
        Position from = app.position;
        moves.move(app, Move.DISCARD, Position.at(ApplicationState.DISCARDED), Actor.system(JOB), Words.NONE);
        app.draftExpiresOn = null;
        Instant now = clock.instant();
        rows.save(app, now);
        events.publishEvent(new DraftDiscarded(app.id, app.employeeNumber, app.schemeCode, now));
        events.publishEvent(Audited.of("application.discarded", "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("position", from, app.position));
    }
}
