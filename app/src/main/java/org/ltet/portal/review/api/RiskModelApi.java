package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Map;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.intelligence.Figures;
import org.ltet.portal.intelligence.LogisticModel;
import org.ltet.portal.review.risk.RiskModel;
import org.ltet.portal.review.risk.RiskModels;
import org.ltet.portal.review.risk.TrainModel;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The model that learns from decisions, its figures and its switch (INT-1, INT-3). */
@RestController
@RequestMapping("/api/v1/risk-model")
class RiskModelApi {

    private final RiskModels models;
    private final TrainModel training;
    private final CurrentUser currentUser;

    RiskModelApi(RiskModels models, TrainModel training, CurrentUser currentUser) {
        this.models = models;
        this.training = training;
        this.currentUser = currentUser;
    }

    /**
     * @param shown whether reviewers see what it expects
     * @param positives of the examples, granted with less or rejected
     * @param figures shares in thousandths, on cases that were left out of learning
     */
    record ModelJson(
            int version,
            boolean shown,
            Instant trainedAt,
            String trainedBy,
            int examples,
            int positives,
            Instant decidedTo,
            LogisticModel model,
            Figures figures,
            Map<String, Figures> schemes) {

        static ModelJson of(RiskModel model, boolean shown) {
            return new ModelJson(
                    model.version(),
                    shown,
                    model.trainedAt(),
                    model.trainedBy(),
                    model.examples(),
                    model.positives(),
                    model.decidedTo(),
                    model.model(),
                    model.figures(),
                    model.bySchemes());
        }
    }

    record Switch(boolean shown) {}

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The latest version of the risk model; 404 while nothing was learned")
    @GetMapping
    ModelJson latest() {
        return models.latest()
                .map(model -> ModelJson.of(model, models.shown()))
                .orElseThrow(() -> Refused.notFound("riskModel"));
    }

    @Allow(Role.TRUST_ADMIN)
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Learns the risk model anew at once; 409 with too few decisions")
    @PostMapping("/training")
    ModelJson train() {
        return ModelJson.of(training.run(currentUser.get()), models.shown());
    }

    @Allow(Role.TRUST_ADMIN)
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Says whether reviewers see what the risk model says")
    @PutMapping("/shown")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void show(@RequestBody Switch wanted) {
        models.show(wanted.shown(), currentUser.get());
    }
}
