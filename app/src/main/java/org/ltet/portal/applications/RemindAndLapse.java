package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.operations.LegalHolds;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Sent-back applications: the member is reminded, and after six months without an answer the application lapses. */
@Component
class RemindAndLapse {

    static final String JOB = "applications-answers";

    private final OverdueApplications overdue;
    private final ApplicationRows rows;
    private final ApplicationMoves moves;
    private final Reminders reminders;
    private final LegalHolds holds;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RemindAndLapse(
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
        overdue.eachSentBack(today, JOB, app -> {
            Instant sentBack = app.sentBackAt;
            // answered between the search and the lock
            if (app.state() != ApplicationState.SENT_BACK || sentBack == null) {
                return;
            }
            if (today.isBefore(AnswerTime.lapsesOn(sentBack))) {
                remind(app, sentBack, today);
            } else {
                lapse(app);
            }
        });
    }

    /** After a pause of the portal one reminder stands for all that were missed. */
    private void remind(Application app, Instant sentBack, LocalDate today) {
        int due = AnswerTime.remindersDue(sentBack, today);
        if (due <= reminders.last(app.id, Reminders.Kind.ANSWER, sentBack)) {
            return;
        }
        Instant now = clock.instant();
        reminders.keep(app.id, Reminders.Kind.ANSWER, sentBack, due, now);
        events.publishEvent(new ApplicationAnswerDue(
                app.id, app.submittedNumber(), app.employeeNumber, app.schemeCode, AnswerTime.lapsesOn(sentBack), now));
    }

    private void lapse(Application app) {
        if (holds.now().covers(app.employeeNumber, app.id)) {
            return;
        }
        Position from = app.position;
        moves.move(app, Move.LAPSE, Position.at(ApplicationState.LAPSED), Actor.system(JOB), Words.NONE);
        Instant now = clock.instant();
        rows.save(app, now);
        events.publishEvent(
                new ApplicationLapsed(app.id, app.submittedNumber(), app.employeeNumber, app.schemeCode, now));
        events.publishEvent(Audited.of("application.lapsed", "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("position", from, app.position));
    }
}
