package org.ltet.portal.schemes;

import java.time.LocalDate;
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

    /** Judges everybody of the family whom the scheme covers, before a form is filled. */
    static Prospect prospect(
            SchemeVersion version, MemberFacts member, List<BeneficiaryFacts> family, LocalDate today) {
        SchemeDefinition definition = version.definition();
        List<Prospect.Person> people = family.stream()
                .filter(person -> covers(definition, person.relation()))
                .map(person -> new Prospect.Person(
                        person, judge(definition, new ApplicantFacts(member, person, Map.of(), today))))
                .toList();
        List<Finding> obstacles = people.isEmpty()
                ? List.of(nobody(definition))
                : people.stream()
                        .flatMap(person -> person.eligibility().failures().stream())
                        .toList();
        boolean open = people.stream().anyMatch(person -> person.eligibility().eligible());
        return new Prospect(version, people, open ? List.of() : obstacles);
    }

    private static Finding nobody(SchemeDefinition definition) {
        return Finding.failed(
                "beneficiary.none",
                Map.of("fact", FactName.BENEFICIARY_RELATION.key(), "required", covered(definition)));
    }

    private static boolean covers(SchemeDefinition definition, Relation relation) {
        return definition.beneficiaries().stream()
                .anyMatch(who -> who.relations().contains(relation));
    }

    private static String covered(SchemeDefinition definition) {
        return definition.beneficiaries().stream()
                .flatMap(who -> who.relations().stream())
                .map(Relation::name)
                .collect(Collectors.joining(","));
    }

    private static Conditions.Judged beneficiary(SchemeDefinition definition, Facts facts) {
        Relation relation = facts.applicant().beneficiary().relation();
        Map<String, String> values = Map.of(
                "fact", FactName.BENEFICIARY_RELATION.key(),
                "found", relation.name(),
                "required", covered(definition),
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
        Outcome outcome = window.isOpen(today) ? Outcome.PASSED : Outcome.FAILED;
        Map<String, String> values = Map.of(
                "from", window.opening(today).toString(),
                "to", window.closing(today).toString());
        return new Conditions.Judged(outcome, List.of(new Finding("window", outcome, values, false)));
    }
}
