package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskRules;
import org.ltet.portal.review.risk.RiskRules.RiskRule;
import org.ltet.portal.review.risk.RuleBook;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules by which the risk is judged (INT-1). */
@RestController
@RequestMapping("/api/v1/risk-rules")
class RiskRulesApi {

    private final RuleBook book;
    private final CurrentUser currentUser;

    RiskRulesApi(RuleBook book, CurrentUser currentUser) {
        this.book = book;
        this.currentUser = currentUser;
    }

    /** @param rule FROM or UP_TO: on which side of the threshold the fact counts */
    record RuleJson(
            String fact, @Nullable String unit, @Nullable String rule, int threshold, int points) {

        static RuleJson of(RiskRule rule) {
            return new RuleJson(
                    rule.fact().name(),
                    rule.fact().unit().name(),
                    rule.fact().rule().name(),
                    rule.threshold(),
                    rule.points());
        }

        RiskRule asRule() {
            return new RiskRule(
                    Fact.ofName(fact == null ? "" : fact)
                            .orElseThrow(() -> Refused.invalidField("rules", "risk.everyRuleOnce")),
                    threshold,
                    points);
        }
    }

    record RulesJson(int version, int mediumFrom, int highFrom, Instant madeAt, String madeBy, List<RuleJson> rules) {

        static RulesJson of(RiskRules rules) {
            return new RulesJson(
                    rules.version(),
                    rules.mediumFrom(),
                    rules.highFrom(),
                    rules.madeAt(),
                    rules.madeBy(),
                    rules.rules().stream().map(RuleJson::of).toList());
        }
    }

    record NewRules(int mediumFrom, int highFrom, @Nullable List<RuleJson> rules) {}

    @Allow({Role.TRUST_ADMIN, Role.HEAD, Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The risk rules in force; the ETag is their version")
    @GetMapping
    ResponseEntity<RulesJson> rules() {
        return answer(book.current());
    }

    @Allow(Role.TRUST_ADMIN)
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Makes a new version of the risk rules: every rule is sent, 0 points switch one off")
    @PutMapping
    ResponseEntity<RulesJson> change(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody NewRules wanted) {
        int seen = (int) Etags.required(ifMatch);
        List<RuleJson> rules = wanted.rules() == null ? List.of() : wanted.rules();
        return answer(book.change(
                seen,
                wanted.mediumFrom(),
                wanted.highFrom(),
                rules.stream().map(RuleJson::asRule).toList(),
                currentUser.get()));
    }

    private static ResponseEntity<RulesJson> answer(RiskRules rules) {
        return ResponseEntity.ok().eTag(Etags.of(rules.version())).body(RulesJson.of(rules));
    }
}
