package org.ltet.portal.review.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.ReviewFile.Hands;
import org.ltet.portal.review.SetFlagAside;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Expectation;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.review.risk.RiskModels;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** The risk of one application beside its form: the score, why, and what was set aside (REV-2, INT-1). */
@Component
public class RiskPart {

    /** @param setAside by whom and why it counts no more; empty while it counts */
    public record Reason(String fact, String text, String points, String setAside) {}

    /**
     * @param raises the level that the risk calls for beside the amount; empty when none
     * @param expected what the model expects; empty while it is switched off or nothing was learned
     * @param maySetAside the reader may find a reason in order
     */
    public record Model(
            String assessment,
            Wording.Pill pill,
            String summary,
            String judged,
            List<Reason> reasons,
            boolean maySetAside,
            String raises,
            String expected) {}

    private final AssessRisk risk;
    private final RiskModels models;

    RiskPart(AssessRisk risk, RiskModels models) {
        this.risk = risk;
        this.models = models;
    }

    @Nullable
    Model of(Page page, ReviewFile file) {
        return risk.latest(file.application().id())
                .map(assessment -> model(page, file, assessment))
                .orElse(null);
    }

    private Model model(Page page, ReviewFile file, Assessment assessment) {
        return new Model(
                assessment.id().toString(),
                RiskWording.pill(page, assessment.present(), assessment.presentBand()),
                summary(page, assessment),
                page.t("risk.judged", assessment.assessedAt(), assessment.rulesVersion()),
                assessment.reasons().stream()
                        .map(reason -> reason(page, reason))
                        .toList(),
                file.hands() == Hands.OWN
                        && SetFlagAside.possible(file.scheme(), file.task().level()),
                raises(page, file, assessment),
                models.expectation(assessment)
                        .map(expectation -> expected(page, expectation))
                        .orElse(""));
    }

    private static String expected(Page page, Expectation expectation) {
        String likely = page.t("risk.model.expects", expectation.modelVersion(), expectation.percent());
        return expectation.because().isEmpty()
                ? likely
                : likely + " "
                        + page.t(
                                "risk.model.because",
                                expectation.because().stream()
                                        .map(fact -> RiskWording.fact(page, fact))
                                        .collect(Collectors.joining("; ")));
    }

    private static String summary(Page page, Assessment assessment) {
        if (assessment.reasons().isEmpty()) {
            return page.t("risk.nothing");
        }
        return assessment.present() == assessment.score()
                ? page.t("risk.because", assessment.score())
                : page.t("risk.becauseWithout", assessment.present(), assessment.score());
    }

    private static String raises(Page page, ReviewFile file, Assessment assessment) {
        boolean high = assessment.presentBand() == RiskBand.HIGH;
        boolean overridden = assessment.reasons().stream().anyMatch(reason -> reason.setAside() != null);
        return file.scheme().levels().stream()
                .filter(level -> (high && level.onHighRisk()) || (overridden && level.onOverride()))
                .reduce((_, later) -> later)
                .map(level -> page.t("risk.raises", page.t("review.level." + level.level())))
                .orElse("");
    }

    private static Reason reason(Page page, Assessment.Reason reason) {
        Assessment.SetAside aside = reason.setAside();
        return new Reason(
                reason.fact().name(),
                RiskWording.reason(page, reason),
                page.t("risk.points", reason.points()),
                aside == null ? "" : page.t("risk.asideBy", aside.actorName(), aside.at(), aside.reason()));
    }
}
