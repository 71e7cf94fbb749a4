package org.ltet.portal.review.automatic;

import java.util.List;
import java.util.Set;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Circumstances;
import org.ltet.portal.applications.Grounds;
import org.ltet.portal.applications.Levels;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.schemes.SchemeDefinition;

/** Whether an application may be approved without a person; pure. Whatever is in doubt goes to a person. */
final class Qualifies {

    /** None of these is ever approved without a look, however few points the rules give for it. */
    private static final Set<Fact> NEVER = Set.of(
            Fact.BILLS_OF_OTHERS,
            Fact.OWN_BILLS_AGAIN,
            Fact.FILES_AGAIN,
            Fact.LOOK_ALIKES,
            Fact.DIFFERENCES,
            Fact.POOR_DOCUMENTS,
            Fact.REJECTED_LATELY,
            Fact.ACCOUNT_SHARED);

    /** Of these it must be known that there are none: what was judged before they were looked at is for a person. */
    private static final Set<Fact> PROOF = Set.of(Fact.UNPROVED_LINES, Fact.UNPROVED_PAPERS);

    private Qualifies() {}

    static boolean test(
            AutomaticSetting setting,
            SchemeDefinition scheme,
            ApplicationView application,
            Grounds grounds,
            Assessment assessment,
            Circumstances circumstances) {
        return application.state() == ApplicationState.SUBMITTED
                && setting.schemeVersionId().equals(application.schemeVersionId())
                && application.payable().isPositive()
                && !application.payable().exceeds(setting.upTo())
                && assessment.present() <= setting.maxScore()
                && assessment.presentBand() == RiskBand.LOW
                && NEVER.stream().noneMatch(fact -> assessment.facts().getOrDefault(fact, 0) > 0)
                && assessment.facts().getOrDefault(Fact.DOCUMENTS, 0) > 0
                && PROOF.stream().allMatch(fact -> assessment.facts().getOrDefault(fact, 1) == 0)
                && ofKinds(setting.heads(), application.lines())
                && application.benefit().refusals().isEmpty()
                && application.duplicates().isEmpty()
                && grounds.eligibility().certain()
                && Levels.next(scheme, ReviewLevel.SCRUTINY, application.payable(), circumstances)
                        .isEmpty();
    }

    private static boolean ofKinds(List<String> heads, List<LineView> lines) {
        return heads.isEmpty() || lines.stream().allMatch(line -> heads.contains(line.head()));
    }
}
