package org.ltet.portal.schemes.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.AnswerProblem;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.Eligibility;
import org.ltet.portal.schemes.Finding;
import org.ltet.portal.schemes.Outcome;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.shared.Money;

/** What the API of schemes answers; texts are in the language of the request. */
final class Answers {

    private Answers() {}

    /** @param open whether the signed-in member can apply for somebody; absent for an account that is no member's */
    record Listed(
            String code,
            UUID versionId,
            String name,
            String summary,
            SchemeDefinition.Category category,
            SchemeDefinition.@Nullable Window window,
            @Nullable Boolean open) {}

    record Whole(
            String code,
            UUID versionId,
            int number,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @JsonRawValue @Schema(type = "object") String definition) {}

    record ForMe(String code, boolean open, List<Person> people, List<Found> obstacles) {}

    record Person(UUID beneficiaryId, String name, String relation, Outcome outcome, List<Found> findings) {}

    record Found(String code, Outcome outcome, String text, boolean waivable, Map<String, String> values) {}

    record Step(String code, String text, Money before, Money after) {}

    record Problem(String field, String code, String text) {}

    /** @param problems what is still wrong with the answers; the amounts are reckoned as far as they go */
    record Reckoned(
            Outcome eligibility,
            List<Found> findings,
            List<Problem> problems,
            String currency,
            Money claimed,
            Money admitted,
            Money afterReimbursement,
            Money payable,
            List<Step> steps,
            List<Found> refusals) {}

    static Listed listed(SchemeVersion version, @Nullable Boolean open, Locale locale) {
        SchemeDefinition definition = version.definition();
        return new Listed(
                version.code(),
                version.id(),
                definition.name().in(locale),
                definition.summary().in(locale),
                definition.category(),
                definition.window(),
                open);
    }

    static List<Found> found(List<Finding> findings, SchemeTexts texts, Locale locale) {
        return findings.stream()
                .map(finding -> new Found(
                        finding.code(),
                        finding.outcome(),
                        texts.explain(finding, locale),
                        finding.waivable(),
                        finding.values()))
                .toList();
    }

    static Reckoned reckoned(
            Benefit benefit, Eligibility eligibility, List<AnswerProblem> problems, SchemeTexts texts, Locale locale) {
        return new Reckoned(
                eligibility.outcome(),
                found(eligibility.findings(), texts, locale),
                problems.stream()
                        .map(problem -> new Problem(problem.field(), problem.code(), texts.problem(problem, locale)))
                        .toList(),
                Money.CURRENCY,
                benefit.claimed(),
                benefit.admitted(),
                benefit.afterReimbursement(),
                benefit.payable(),
                benefit.steps().stream()
                        .map(step -> new Step(step.code(), texts.step(step, locale), step.before(), step.after()))
                        .toList(),
                found(benefit.refusals(), texts, locale));
    }
}
