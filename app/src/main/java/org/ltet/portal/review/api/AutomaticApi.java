package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.automatic.AutomaticResults;
import org.ltet.portal.review.automatic.AutomaticSetting;
import org.ltet.portal.review.automatic.AutomaticSettings;
import org.ltet.portal.review.automatic.NewSetting;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Automatic approval and its results (REV-6, INT-3). */
@RestController
@RequestMapping("/api/v1/automatic-approval")
class AutomaticApi {

    private final AutomaticSettings settings;
    private final AutomaticResults results;
    private final CurrentUser currentUser;

    AutomaticApi(AutomaticSettings settings, AutomaticResults results, CurrentUser currentUser) {
        this.settings = settings;
        this.results = results;
        this.currentUser = currentUser;
    }

    record PersonJson(String employeeNumber, String name, Instant at) {

        static @Nullable PersonJson of(AutomaticSetting.@Nullable Person person) {
            return person == null ? null : new PersonJson(person.number(), person.name(), person.at());
        }
    }

    /**
     * @param state PROPOSED, RUNNING or ENDED
     * @param heads kinds of expense that may occur; empty for all
     * @param samplePercent how many of those that qualify a person gets instead
     */
    record SettingJson(
            UUID id,
            int number,
            String state,
            String scheme,
            UUID schemeVersionId,
            String upTo,
            int maxScore,
            List<String> heads,
            String samplePercent,
            String reason,
            @Nullable PersonJson proposed,
            @Nullable PersonJson agreed,
            @Nullable PersonJson ended,
            @Nullable String endReason) {

        static SettingJson of(AutomaticSetting setting) {
            return new SettingJson(
                    setting.id(),
                    setting.number(),
                    setting.state().name(),
                    setting.schemeCode(),
                    setting.schemeVersionId(),
                    setting.upTo().plain(),
                    setting.maxScore(),
                    setting.heads(),
                    setting.samplePercent().toPlainString(),
                    setting.reason(),
                    PersonJson.of(setting.proposed()),
                    PersonJson.of(setting.agreed()),
                    PersonJson.of(setting.ended()),
                    setting.endReason());
        }
    }

    record ResultJson(
            String scheme,
            int approved,
            String amount,
            int overturned,
            int sampled,
            int open,
            int same,
            int less,
            int rejected) {

        static ResultJson of(AutomaticResults.Result result) {
            return new ResultJson(
                    result.schemeCode(),
                    result.approved(),
                    result.amount().plain(),
                    result.overturned(),
                    result.sampled(),
                    result.open(),
                    result.same(),
                    result.less(),
                    result.rejected());
        }
    }

    record Overview(List<SettingJson> settings, List<AutomaticSettings.Blackout> blackouts, List<ResultJson> results) {}

    record Proposal(
            @Nullable String scheme,
            @Nullable String upTo,
            @Nullable Integer maxScore,
            @Nullable List<String> heads,
            @Nullable BigDecimal samplePercent,
            @Nullable String reason) {}

    record Made(UUID id) {}

    record Why(@Nullable String reason) {}

    record NewBlackout(
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String reason) {}

    /** All settings, those that count or wait first; days without; results of the last 90 days by scheme. */
    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The settings of automatic approval, the days without it, and its results")
    @GetMapping
    Overview all() {
        return new Overview(
                settings.all(currentUser.get()).stream().map(SettingJson::of).toList(),
                settings.blackouts(currentUser.get()),
                results.latest(currentUser.get()).stream().map(ResultJson::of).toList());
    }

    /** Counts for nothing until somebody else agrees. */
    @Allow(Role.TRUST_ADMIN)
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Proposes to approve claims of a scheme automatically; counts once another agrees")
    @PostMapping("/settings")
    @ResponseStatus(HttpStatus.CREATED)
    Made propose(@RequestBody Proposal wanted) {
        if (wanted.upTo() == null) {
            throw Refused.invalidField("upTo", "review.amount", "upTo");
        }
        if (wanted.maxScore() == null) {
            throw Refused.invalidField("maxScore", "risk.points", 100);
        }
        if (wanted.samplePercent() == null) {
            throw Refused.invalidField("samplePercent", "automatic.sample", "1");
        }
        return new Made(settings.propose(
                new NewSetting(
                        wanted.scheme() == null ? "" : wanted.scheme(),
                        Input.money("upTo", wanted.upTo()),
                        wanted.maxScore(),
                        wanted.heads() == null ? List.of() : wanted.heads(),
                        wanted.samplePercent(),
                        wanted.reason() == null ? "" : wanted.reason()),
                currentUser.get()));
    }

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @FreshFactor
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Agrees to another's setting of automatic approval")
    @PostMapping("/settings/{id}/agree")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agree(@PathVariable UUID id) {
        settings.agree(id, currentUser.get());
    }

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Switches a setting of automatic approval off, or takes a proposal back")
    @PostMapping("/settings/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id, @RequestBody Why why) {
        settings.end(id, why.reason() == null ? "" : why.reason(), currentUser.get());
    }

    @Allow(Role.TRUST_ADMIN)
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Sets days on which nothing is approved automatically")
    @PostMapping("/blackouts")
    @ResponseStatus(HttpStatus.CREATED)
    Made setBlackout(@RequestBody NewBlackout wanted) {
        LocalDate first = wanted.firstDay();
        LocalDate last = wanted.lastDay();
        if (first == null || last == null) {
            throw Refused.invalidField(first == null ? "firstDay" : "lastDay", "automatic.blackoutDay");
        }
        return new Made(
                settings.setBlackout(first, last, wanted.reason() == null ? "" : wanted.reason(), currentUser.get()));
    }

    @Allow(Role.TRUST_ADMIN)
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Lifts days on which nothing was to be approved automatically")
    @PostMapping("/blackouts/{id}/lift")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void liftBlackout(@PathVariable UUID id) {
        settings.liftBlackout(id, currentUser.get());
    }
}
