package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands in a draft. However often it is asked for the same draft, there is one application with one number. */
@Component
public class SubmitApplication {

    private final ApplicationRows rows;
    private final LineRows lines;
    private final ApplicationMoves moves;
    private final SubmissionCheck check;
    private final Reckoning reckoning;
    private final Duplicates duplicates;
    private final Barred barred;
    private final Numbering numbering;
    private final LevelRules levelRules;
    private final People people;
    private final Schemes schemes;
    private final ApplicationViews views;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transactions;

    SubmitApplication(
            ApplicationRows rows,
            LineRows lines,
            ApplicationMoves moves,
            SubmissionCheck check,
            Reckoning reckoning,
            Duplicates duplicates,
            Barred barred,
            Numbering numbering,
            LevelRules levelRules,
            People people,
            Schemes schemes,
            ApplicationViews views,
            ApplicationEventPublisher events,
            Clock clock,
            TransactionTemplate transactions) {
        this.rows = rows;
        this.lines = lines;
        this.moves = moves;
        this.check = check;
        this.reckoning = reckoning;
        this.duplicates = duplicates;
        this.barred = barred;
        this.numbering = numbering;
        this.levelRules = levelRules;
        this.people = people;
        this.schemes = schemes;
        this.views = views;
        this.events = events;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * @param seen the version whose review page the member saw
     * @throws InvalidInput with everything missing or wrong
     * @throws Refused stale; conflict "applications.versionClosed" when the scheme's rules changed meanwhile
     */
    public ApplicationView submit(UUID id, long seen, User user) {
        Application handedIn = transactions.execute(_ -> handIn(id, seen, user));
        // Read after the transaction: it holds the counter of the numbers, for which others wait.
        return views.of(handedIn, user);
    }

    private Application handIn(UUID id, long seen, User user) {
        Application app = rows.lock(id);
        Actor actor = ApplicationGuard.member(app, user);
        if (app.number != null) {
            return app;
        }
        moves.requirePossible(app, Move.SUBMIT, ActingRole.MEMBER);
        app.requireVersion(seen);
        requireOpen(app);
        List<LineView> ofLines = lines.of(id);
        InvalidInput.throwIfAny(check.problems(app, ofLines));

        Instant now = clock.instant();
        freeze(app);
        Benefit benefit = reckoning.reckonInto(app, ofLines);
        duplicates.keep(app, duplicates.find(app), now);
        barred.keep(app, now);
        levelRules.keep(app.versionId, schemes.version(app.versionId).definition());
        app.submittedAt = now;
        app.draftExpiresOn = null;
        moves.move(app, Move.SUBMIT, Position.at(ApplicationState.SUBMITTED), actor, Words.NONE);
        app.number = numbering.next(app.schemeCode, IndiaTime.dateOf(now));
        rows.save(app, now);

        events.publishEvent(new ApplicationSubmitted(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                app.schemeCode,
                app.versionId,
                app.memberId,
                app.memberName,
                app.beneficiaryName,
                app.ic,
                app.region,
                benefit.claimed(),
                benefit.payable(),
                now));
        events.publishEvent(Audited.of("application.submitted", "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("number", null, app.number)
                .changed("claimed", null, benefit.claimed())
                .changed("payable", null, benefit.payable()));
        return app;
    }

    /** From now on the people are those of this day. */
    private void freeze(Application app) {
        Member member = people.byId(app.memberId);
        app.memberName = member.name();
        app.ic = member.ic();
        app.region = member.region();
        FrozenFacts facts = reckoning.facts(app);
        app.beneficiaryName = facts.beneficiary().name();
        app.relation = facts.beneficiary().relation();
        app.facts = facts;
    }

    private void requireOpen(Application app) {
        boolean open = schemes.find(app.schemeCode)
                .filter(version -> version.id().equals(app.versionId))
                .isPresent();
        if (!open) {
            throw Refused.conflict("applications.versionClosed");
        }
    }
}
