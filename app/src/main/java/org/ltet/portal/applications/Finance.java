package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What accounts do to an approved application. */
@Component
@Transactional
public class Finance {

    private final ApplicationRows rows;
    private final ApplicationMoves moves;
    private final ApplicationGuard guard;
    private final Utilisations utilisations;
    private final StoppedPayments stopped;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Finance(
            ApplicationRows rows,
            ApplicationMoves moves,
            ApplicationGuard guard,
            Utilisations utilisations,
            StoppedPayments stopped,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.guard = guard;
        this.utilisations = utilisations;
        this.stopped = stopped;
        this.events = events;
        this.clock = clock;
    }

    /** The voucher is prepared: APPROVED to UNDER_FINANCE. The same voucher a second time changes nothing. */
    public void startFinance(UUID id, String voucherNumber, User user) {
        Application app = rows.lock(id);
        Actor actor = guard.accounts(app, user, Role.ACCOUNTS_OFFICER);
        if (app.state() == ApplicationState.UNDER_FINANCE && voucherNumber.equals(app.voucherNumber)) {
            return;
        }
        moves.move(app, Move.START_FINANCE, Position.at(ApplicationState.UNDER_FINANCE), actor, Words.NONE);
        app.voucherNumber = voucherNumber;
        Instant now = save(app);
        events.publishEvent(new ApplicationUnderFinance(
                app.id, app.submittedNumber(), app.employeeNumber, app.schemeCode, voucherNumber, now));
        events.publishEvent(audit(app, "application.underFinance").changed("voucherNumber", null, voucherNumber));
    }

    /**
     * Undoes the sanction and gives the application back to scrutiny; only while no payment of it is running, which the
     * caller answers for.
     */
    public void returnToScrutiny(UUID id, String reasonCode, String comment, User user) {
        giveBack(rows.lock(id), reasonCode, comment, user);
    }

    /**
     * Likewise when the portal stopped its payment before there was a voucher: it is to be decided anew.
     *
     * @throws Refused conflict "applications.notStopped"
     */
    public void returnStopped(UUID id, String reasonCode, String comment, User user) {
        Application app = rows.lock(id);
        guard.read(app, user);
        if (app.state() != ApplicationState.APPROVED || !stopped.isStopped(id)) {
            throw Refused.conflict("applications.notStopped");
        }
        giveBack(app, reasonCode, comment, user);
    }

    private void giveBack(Application app, String reasonCode, String comment, User user) {
        Actor actor = guard.accounts(app, user, Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER);
        Reasons.ACCOUNTS_RETURN.checked(reasonCode);
        String words = Comments.required(comment);
        Money undone = app.sanctioned;
        moves.move(
                app,
                Move.RETURN_TO_SCRUTINY,
                Position.underReview(ReviewLevel.SCRUTINY),
                actor,
                Words.internal(reasonCode, words));
        Instant now = undoSanction(app);
        events.publishEvent(new ApplicationReturnedToScrutiny(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                actor.number(),
                reasonCode,
                words,
                undone == null ? Money.ZERO : undone,
                now));
        events.publishEvent(audit(app, "application.returnedToScrutiny")
                .changed("sanctioned", undone, null)
                .because(reasonCode));
    }

    /**
     * The payment is given up for good: the sanction lapses and its limits are free again. Only after money came back
     * and while no payment is running, which the caller answers for.
     */
    public void cancelPayment(UUID id, String comment, User user) {
        Application app = rows.lock(id);
        Actor actor = guard.accounts(app, user, Role.ACCOUNTS_APPROVER);
        String words = Comments.required(comment);
        Money undone = app.sanctioned;
        moves.move(app, Move.CANCEL_PAYMENT, Position.at(ApplicationState.LAPSED), actor, Words.toMember(null, words));
        Instant now = undoSanction(app);
        events.publishEvent(new ApplicationPaymentCancelled(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                actor.number(),
                words,
                undone == null ? Money.ZERO : undone,
                now));
        events.publishEvent(audit(app, "application.paymentCancelled").changed("sanctioned", undone, null));
    }

    /** The limits are free again, and accounts have nothing to pay. */
    private Instant undoSanction(Application app) {
        Instant now = clock.instant();
        utilisations.cancel(app, now);
        stopped.settle(app.id, now);
        app.sanctioned = null;
        app.cap = null;
        app.decidedAt = null;
        app.voucherNumber = null;
        return save(app);
    }

    /** The money arrived. Hearing of it twice changes nothing. */
    @EventListener
    public void settle(PaymentSettled payment) {
        Application app = rows.lock(payment.applicationId());
        if (app.state() == ApplicationState.DISBURSED) {
            return;
        }
        if (!payment.amount().equals(app.sanctioned)) {
            throw Refused.conflict("applications.amountDiffers", payment.amount());
        }
        moves.move(
                app,
                Move.SETTLE,
                Position.at(ApplicationState.DISBURSED),
                Actor.system("payments"),
                Words.toMember(null, null));
        app.bankReference = payment.bankReference();
        app.paidOn = payment.valueDate();
        Instant now = save(app);
        events.publishEvent(new ApplicationDisbursed(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                payment.amount(),
                payment.bankReference(),
                payment.valueDate(),
                now));
        events.publishEvent(
                audit(app, "application.disbursed").changed("bankReference", null, payment.bankReference()));
    }

    /**
     * The money came back after it had arrived: the application is not disbursed any more. What of it uses limits goes
     * on doing so, until the money is paid again or the payment is cancelled.
     */
    @EventListener
    public void reopen(PaymentReturned payment) {
        Application app = rows.lock(payment.applicationId());
        if (app.state() != ApplicationState.DISBURSED) {
            return;
        }
        String before = app.bankReference;
        moves.move(
                app,
                Move.REOPEN_FINANCE,
                Position.at(ApplicationState.UNDER_FINANCE),
                Actor.system("payments"),
                Words.toMember(null, null));
        app.bankReference = null;
        app.paidOn = null;
        Instant now = save(app);
        events.publishEvent(
                new ApplicationPaymentReturned(app.id, app.submittedNumber(), app.employeeNumber, app.schemeCode, now));
        events.publishEvent(audit(app, "application.paymentReturned").changed("bankReference", before, null));
    }

    private Instant save(Application app) {
        Instant now = clock.instant();
        rows.save(app, now);
        return now;
    }

    private Audited audit(Application app, String action) {
        return Audited.of(action, "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("position", null, app.position);
    }
}
