package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.AnswerCheck;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.Eligibility;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Begins a draft: known fields filled in from the profile, the active bank account chosen. */
@Component
public class StartDraft {

    private static final int GRACE_MONTHS = 3;

    private final ApplicationRows rows;
    private final ApplicationMoves moves;
    private final People people;
    private final Schemes schemes;
    private final ApplicationViews views;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StartDraft(
            ApplicationRows rows,
            ApplicationMoves moves,
            People people,
            Schemes schemes,
            ApplicationViews views,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.people = people;
        this.schemes = schemes;
        this.views = views;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asked twice, before anything was filled in, it answers the same draft.
     *
     * @throws InvalidInput with the conditions that fail for this beneficiary
     * @throws Refused not found: no such scheme in force, or the user is no member
     */
    @Transactional
    public ApplicationView start(String schemeCode, UUID beneficiaryId, User user) {
        Member member = people.byEmployeeNumber(user.employeeNumber())
                .filter(found -> user.has(Role.MEMBER))
                .orElseThrow(() -> Refused.notFound("member"));
        SchemeVersion version = schemes.current(schemeCode);
        Instant now = clock.instant();
        Applicants applicants = people.applicants(member.id());
        BeneficiaryFacts beneficiary = Reckoning.beneficiary(applicants, beneficiaryId);
        Optional<UUID> untouched = rows.untouchedDraft(member.id(), version.id(), beneficiaryId);
        if (untouched.isPresent()) {
            return views.of(rows.lock(untouched.get()), user);
        }
        ApplicantFacts facts =
                new FrozenFacts(applicants.member(), beneficiary, IndiaTime.dateOf(now)).with(new LinkedHashMap<>());
        requireEligible(schemes.judge(version.id(), facts));

        Application app = new Application(
                Ids.next(),
                version.code(),
                version.id(),
                member.id(),
                member.employeeNumber(),
                member.name(),
                member.ic(),
                member.region(),
                beneficiary.beneficiaryId(),
                beneficiary.name(),
                beneficiary.relation(),
                now);
        app.answers.putAll(AnswerCheck.prefilled(version.definition(), facts));
        app.bankAccountId = people.bankAccounts(member.id()).stream()
                .filter(BankAccountView::active)
                .map(BankAccountView::id)
                .findFirst()
                .orElse(null);
        app.draftExpiresOn = expiry(now);
        rows.insert(app);
        moves.started(app, Actor.member(user));
        events.publishEvent(Audited.of("application.started", "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed("beneficiary", null, beneficiary.name()));
        return views.of(app, user);
    }

    /** An idle draft is kept that long after its last change. */
    static LocalDate expiry(Instant changed) {
        return IndiaTime.dateOf(changed).plusMonths(GRACE_MONTHS);
    }

    private static void requireEligible(Eligibility eligibility) {
        List<FormProblem> failures = eligibility.failures().stream()
                .<FormProblem>map(finding -> new FormProblem.Condition(Step.BENEFICIARY, "beneficiary", finding))
                .toList();
        InvalidInput.throwIfAny(failures);
    }
}
