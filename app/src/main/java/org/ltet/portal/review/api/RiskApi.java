package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.QueueFilter;
import org.ltet.portal.review.ReviewFiles;
import org.ltet.portal.review.SetFlagAside;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Expectation;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.review.risk.RiskModels;
import org.ltet.portal.shared.Refused;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The risk of one application, explained (INT-1). */
@RestController
@RequestMapping("/api/v1/review/tasks/{id}/risk")
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class RiskApi {

    private final ReviewFiles files;
    private final AssessRisk risk;
    private final RiskModels models;
    private final SetFlagAside setFlagAside;
    private final CurrentUser currentUser;

    RiskApi(ReviewFiles files, AssessRisk risk, RiskModels models, SetFlagAside setFlagAside, CurrentUser currentUser) {
        this.models = models;
        this.files = files;
        this.risk = risk;
        this.setFlagAside = setFlagAside;
        this.currentUser = currentUser;
    }

    /**
     * @param assessment names what was judged; send it along when a reason is set aside
     * @param score of all reasons, from 0 to 100
     * @param present without what was set aside; this one counts
     * @param band LOW, MEDIUM or HIGH by the present score
     * @param rules version of the rules by which it was judged
     * @param facts every number that was known, by name
     * @param expected none while the model is switched off or nothing was learned
     */
    record RiskJson(
            UUID assessment,
            int score,
            int present,
            String band,
            int rules,
            Instant assessedAt,
            Map<String, Integer> facts,
            List<Reason> reasons,
            @Nullable Expected expected) {

        static RiskJson of(Assessment assessment, Optional<Expectation> expectation) {
            return new RiskJson(
                    assessment.id(),
                    assessment.score(),
                    assessment.present(),
                    assessment.presentBand().name(),
                    assessment.rulesVersion(),
                    assessment.assessedAt(),
                    assessment.facts().entrySet().stream()
                            .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue)),
                    assessment.reasons().stream().map(Reason::of).toList(),
                    expectation.map(Expected::of).orElse(null));
        }
    }

    /**
     * @param fact what was looked at
     * @param unit COUNT, PERCENT or DAYS
     * @param rule FROM: counts from the threshold on; UP_TO: up to it
     */
    record Reason(
            String fact,
            String unit,
            String rule,
            int value,
            int threshold,
            int points,
            @Nullable Aside setAside) {

        static Reason of(Assessment.Reason reason) {
            Assessment.SetAside aside = reason.setAside();
            return new Reason(
                    reason.fact().name(),
                    reason.fact().unit().name(),
                    reason.fact().rule().name(),
                    reason.value(),
                    reason.threshold(),
                    reason.points(),
                    aside == null ? null : new Aside(aside.actorName(), aside.reason(), aside.at()));
        }
    }

    /**
     * What the model that learns from decisions expects.
     *
     * @param percent how likely a person grants less or rejects
     * @param because the facts that spoke most for it
     */
    record Expected(int model, int percent, List<String> because) {

        static Expected of(Expectation expectation) {
            return new Expected(
                    expectation.modelVersion(),
                    expectation.percent(),
                    expectation.because().stream().map(Enum::name).toList());
        }
    }

    record Aside(String by, String reason, Instant at) {}

    record SetAside(@Nullable UUID assessment, @Nullable String reason) {}

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "Why an application has its risk score; 404 until it is judged")
    @GetMapping
    RiskJson risk(@PathVariable UUID id) {
        files.open(id, currentUser.get());
        return risk.latest(id).map(this::json).orElseThrow(() -> Refused.notFound("risk"));
    }

    /** Finds one of the reasons in order, with words why; then the level that the scheme names for overrides decides. */
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Finds one of the reasons of a risk score in order, with words why")
    @PostMapping("/{fact}/set-aside")
    RiskJson setAside(@PathVariable UUID id, @PathVariable String fact, @RequestBody SetAside body) {
        UUID seen = body.assessment();
        if (seen == null) {
            throw Refused.invalidField("assessment", "review.setAsideSeen");
        }
        return json(setFlagAside.setAside(
                id,
                seen,
                Fact.ofName(fact).orElseThrow(() -> Refused.notFound("riskReason")),
                body.reason() == null ? "" : body.reason(),
                currentUser.get()));
    }

    private RiskJson json(Assessment assessment) {
        return RiskJson.of(assessment, models.expectation(assessment));
    }

    static RiskBand band(String name) {
        return RiskBand.ofName(name).orElseThrow(() -> Refused.invalidField("risk", "review.riskBand"));
    }

    static QueueFilter.Order order(String name) {
        return Arrays.stream(QueueFilter.Order.values())
                .filter(order -> order.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("order", "review.order"));
    }
}
