package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges whether a person qualifies under a definition: whom it is for, when one may apply, its conditions. Pure. */
final class EligibilityEngine {

    private EligibilityEngine() {}

    static Eligibility judge(SchemeDefinition definition, ApplicantFacts applicant) {
        Facts facts = Facts.of(definition, applicant);
        List<Conditions.Judged> parts = new ArrayList<>();
        parts.add(beneficiary(definition, facts));
        Condition conditions = definition.eligibility();
        if (conditions != null) {
            parts.add(Conditions.judge(conditions, facts));
        }
        SchemeDefinition.Window window = definition.window();
        if (window != null) {
            parts.add(window(window, applicant.today()));
        }
        Outcome outcome = parts.stream().map(Conditions.Judged::outcome).reduce(Outcome.PASSED, Outcome::and);
        return new Eligibility(
                outcome,
                parts.stream().flatMap(part -> part.findings().stream()).toList());
    }

    private static Conditions.Judged beneficiary(SchemeDefinition definition, Facts facts) {
        Relation relation = facts.applicant().beneficiary().relation();
        String covered = definition.beneficiaries().stream()
                .flatMap(who -> who.relations().stream())
                .map(Relation::name)
                .collect(Collectors.joining(","));
        Map<String, String> values = Map.of(
                "fact", FactName.BENEFICIARY_RELATION.key(),
                "found", relation.name(),
                "required", covered,
                "name", facts.applicant().beneficiary().name());
        Optional<SchemeDefinition.WhoFor> entry = definition.beneficiaries().stream()
                .filter(who -> who.relations().contains(relation))
                .findFirst();
        Outcome outcome = entry.isPresent() ? Outcome.PASSED : Outcome.FAILED;
        Finding finding = new Finding("beneficiary.relation.oneOf", outcome, values, false);
        Condition when = entry.map(SchemeDefinition.WhoFor::when).orElse(null);
        if (when == null) {
            return new Conditions.Judged(outcome, List.of(finding));
        }
        Conditions.Judged judged = Conditions.judge(when, facts);
        List<Finding> findings = new ArrayList<>(List.of(finding));
        findings.addAll(judged.findings());
        return new Conditions.Judged(judged.outcome(), findings);
    }

    /** The last day counts to its end, as today is a day in India. */
    private static Conditions.Judged window(SchemeDefinition.Window window, LocalDate today) {
        Outcome outcome = isOpen(window, today) ? Outcome.PASSED : Outcome.FAILED;
        Map<String, String> values = Map.of(
                "from", opening(window, today).toString(),
                "to", closing(window, today).toString());
        return new Conditions.Judged(outcome, List.of(new Finding("window", outcome, values, false)));
    }

    static boolean isOpen(SchemeDefinition.Window window, LocalDate today) {
        MonthDay day = MonthDay.from(today);
        boolean fromReached = day.compareTo(window.from()) >= 0;
        boolean toNotPassed = day.compareTo(window.to()) <= 0;
        boolean overNewYear = window.from().isAfter(window.to());
        return overNewYear ? fromReached || toNotPassed : fromReached && toNotPassed;
    }

    /** The last day of the window that is open today, or of the next one. */
    static LocalDate closing(SchemeDefinition.Window window, LocalDate today) {
        LocalDate thisYear = window.to().atYear(today.getYear());
        return thisYear.isBefore(today) ? window.to().atYear(today.getYear() + 1) : thisYear;
    }

    /** The first day of that same window. */
    static LocalDate opening(SchemeDefinition.Window window, LocalDate today) {
        LocalDate end = closing(window, today);
        LocalDate sameYear = window.from().atYear(end.getYear());
        return sameYear.isAfter(end) ? window.from().atYear(end.getYear() - 1) : sameYear;
    }
}
