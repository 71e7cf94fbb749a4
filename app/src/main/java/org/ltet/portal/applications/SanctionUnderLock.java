package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.PastUse;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The moment in which money is granted: the family's use of the scheme is locked, the benefit is reckoned with it, and
 * only what the reviewer saw is granted.
 */
@Component
class SanctionUnderLock {

    private final ApplicationRows rows;
    private final LineRows lines;
    private final ApplicationMoves moves;
    private final Reckoning reckoning;
    private final Utilisations utilisations;
    private final LevelRules levelRules;
    private final RaiseLevels raised;
    private final Schemes schemes;
    private final KeepDecision record;
    private final StoppedPayments stopped;
    private final OriginalsRows originals;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SanctionUnderLock(
            ApplicationRows rows,
            LineRows lines,
            ApplicationMoves moves,
            Reckoning reckoning,
            Utilisations utilisations,
            LevelRules levelRules,
            RaiseLevels raised,
            Schemes schemes,
            KeepDecision record,
            StoppedPayments stopped,
            OriginalsRows originals,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.moves = moves;
        this.reckoning = reckoning;
        this.utilisations = utilisations;
        this.levelRules = levelRules;
        this.raised = raised;
        this.schemes = schemes;
        this.record = record;
        this.stopped = stopped;
        this.originals = originals;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param level that decides; none for an automatic approval
     * @param ground of an automatic approval
     */
    void sanction(
            Application app,
            @Nullable ReviewLevel level,
            Sanction sanction,
            Actor actor,
            @Nullable AutomaticGround ground) {
        Money cap = sanction.cap();
        if (cap != null) {
            if (!cap.isPositive()) {
                throw Refused.invalidField("cap", "applications.capPositive");
            }
            Reasons.CAP.checked(sanction.capReason() == null ? "" : sanction.capReason());
        }
        String comment = Comments.optional(sanction.comment());
        originals.waitsFor(app.id).ifPresent(letter -> {
            throw Refused.conflict("applications.originalsFirst", letter);
        });
        SchemeDefinition definition = schemes.version(app.versionId).definition();
        List<LineView> ofLines = lines.of(app.id);

        long revision = utilisations.lockScope(app);
        List<PastUse> pastUse = utilisations.of(app.schemeCode, app.memberId);
        Benefit full = reckoning.reckon(app, ofLines, pastUse, null);
        if (!full.payable().equals(sanction.expectedPayable())) {
            throw Refused.conflict("applications.balanceChanged", full.payable());
        }
        requireLevels(app, definition, level, full.payable());
        Benefit granted = cap == null ? full : reckoning.reckon(app, ofLines, pastUse, cap);
        Money sanctioned = granted.payable();
        if (!sanctioned.isPositive()) {
            throw Refused.conflict("applications.nothingPayable");
        }

        moves.move(
                app,
                Move.SANCTION,
                Position.at(ApplicationState.APPROVED),
                actor,
                Words.toMember(sanction.capReason(), comment));
        Instant now = clock.instant();
        app.benefit = granted;
        app.claimed = full.claimed();
        app.payable = full.payable();
        app.cap = cap;
        app.sanctioned = sanctioned;
        app.decidedAt = now;
        utilisations.record(
                app,
                revision,
                sanctioned,
                granted.consumption(),
                LimitUse.of(app, definition.limits(), granted.consumption()),
                now);
        rows.save(app, now);
        record.keep(app, ofLines, granted, ground);
        stopped.settle(app.id, now);
        publish(app, level, actor, sanctioned, now, sanction, ground);
    }

    /** Every level that the amount and the circumstances need has acted, or decides now. */
    private void requireLevels(
            Application app, SchemeDefinition definition, @Nullable ReviewLevel level, Money payable) {
        levelRules.keep(app.versionId, definition);
        ReviewLevel deciding = level == null ? ReviewLevel.SCRUTINY : level;
        Circumstances circumstances = raised.of(app.id);
        Optional<ReviewLevel> later = Levels.next(definition, deciding, payable, circumstances);
        if (later.isPresent()) {
            throw Refused.conflict("applications.levelNeeded", later.get().name());
        }
        Optional<ReviewLevel> missed = Levels.missed(
                Levels.needed(definition, payable, circumstances), deciding, Levels.passed(moves.of(app.id)));
        if (missed.isPresent()) {
            throw Refused.conflict("applications.levelMissed", missed.get().name());
        }
    }

    private void publish(
            Application app,
            @Nullable ReviewLevel level,
            Actor actor,
            Money sanctioned,
            Instant now,
            Sanction sanction,
            @Nullable AutomaticGround ground) {
        UUID bankAccount = app.bankAccountId;
        if (bankAccount == null) {
            throw new IllegalStateException("Submitted without a bank account: " + app.id);
        }
        events.publishEvent(new ApplicationApproved(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                app.versionId,
                app.memberId,
                app.ic,
                app.region,
                sanctioned,
                bankAccount,
                level,
                actor.number(),
                now));
        events.publishEvent(Audited.of("application.sanctioned", "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("position", null, app.position)
                .changed("payable", null, app.payable)
                .changed("cap", null, app.cap)
                .changed("sanctioned", null, sanctioned)
                .changed("inPlaceOf", null, actor.absentNumber())
                .changed("automaticSetting", null, ground == null ? null : ground.settingNumber())
                .changed("riskScore", null, ground == null ? null : ground.score())
                .because(sanction.capReason()));
    }
}
