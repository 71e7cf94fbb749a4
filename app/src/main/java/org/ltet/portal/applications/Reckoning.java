package org.ltet.portal.applications;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.Balance;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.BenefitRequest;
import org.ltet.portal.schemes.ClaimLine;
import org.ltet.portal.schemes.Eligibility;
import org.ltet.portal.schemes.PastUse;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** Puts an application before the rules of its scheme version: who qualifies, what is payable with the use of today. */
@Component
class Reckoning {

    private final Schemes schemes;
    private final People people;
    private final Utilisations utilisations;
    private final Clock clock;

    Reckoning(Schemes schemes, People people, Utilisations utilisations, Clock clock) {
        this.schemes = schemes;
        this.people = people;
        this.utilisations = utilisations;
        this.clock = clock;
    }

    /** As frozen at submission; of a draft, as the people are today. */
    FrozenFacts facts(Application app) {
        if (app.facts != null) {
            return app.facts;
        }
        Applicants everyone = people.everyone(app.memberId);
        return new FrozenFacts(everyone.member(), beneficiary(everyone, app.beneficiaryId), IndiaTime.today(clock));
    }

    ApplicantFacts applicantFacts(Application app) {
        return facts(app).with(app.answers);
    }

    Benefit reckon(Application app, List<LineView> lines, @Nullable Money cap) {
        return reckon(app, lines, utilisations.of(app.schemeCode, app.memberId), cap);
    }

    /** With past use that the caller read under the lock. */
    Benefit reckon(Application app, List<LineView> lines, List<PastUse> pastUse, @Nullable Money cap) {
        List<ClaimLine> claims = lines.stream().map(LineView::asClaim).toList();
        List<PastUse> others = pastUse.stream()
                .filter(use -> !use.applicationId().equals(app.id))
                .toList();
        return schemes.reckon(
                app.versionId, new BenefitRequest(applicantFacts(app), claims, app.otherReimbursement, others, cap));
    }

    /** Reckons and keeps the result with the application, which the caller saves. */
    Benefit reckonInto(Application app, List<LineView> lines) {
        Benefit benefit = reckon(app, lines, null);
        app.benefit = benefit;
        app.claimed = benefit.claimed();
        app.payable = benefit.payable();
        return benefit;
    }

    Eligibility judge(Application app) {
        return schemes.judge(app.versionId, applicantFacts(app));
    }

    /** What the limits leave, without what this application itself uses. */
    List<Balance> balances(Application app) {
        List<PastUse> others = utilisations.of(app.schemeCode, app.memberId).stream()
                .filter(use -> !use.applicationId().equals(app.id))
                .toList();
        return schemes.balances(app.versionId, applicantFacts(app), others);
    }

    static BeneficiaryFacts beneficiary(Applicants applicants, UUID beneficiaryId) {
        return applicants.beneficiaries().stream()
                .filter(person -> person.beneficiaryId().equals(beneficiaryId))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("beneficiary", "applications.beneficiary"));
    }
}
