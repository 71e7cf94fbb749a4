package org.ltet.portal.schemes.web;

import java.util.List;
import java.util.Locale;
import org.ltet.portal.schemes.Finding;
import org.ltet.portal.schemes.Prospect;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeTexts;

/**
 * A scheme as the list shows it.
 *
 * @param words code, name and summary in both languages, in small letters, for the search
 * @param people for whom one can apply, and why
 * @param obstacles why nobody can
 */
public record ListedScheme(
        String code,
        String name,
        String summary,
        SchemeDefinition.Category category,
        boolean open,
        String words,
        List<ForPerson> people,
        List<String> obstacles) {

    /** @param reasons what the rules found */
    public record ForPerson(String name, String relation, List<Reason> reasons) {}

    /** @param open true for what is only decided by the form: it holds under the condition told */
    public record Reason(String text, boolean open) {}

    static ListedScheme of(Prospect prospect, SchemeTexts texts, Locale locale) {
        SchemeDefinition definition = prospect.version().definition();
        return new ListedScheme(
                definition.code(),
                definition.name().in(locale),
                definition.summary().in(locale),
                definition.category(),
                prospect.open(),
                words(definition),
                prospect.eligible().stream()
                        .map(person -> person(person, texts, locale))
                        .toList(),
                prospect.obstacles().stream()
                        .map(finding -> texts.explain(finding, locale))
                        .distinct()
                        .toList());
    }

    private static String words(SchemeDefinition definition) {
        return String.join(
                        " ",
                        definition.code(),
                        definition.name().en(),
                        definition.name().hi(),
                        definition.summary().en(),
                        definition.summary().hi())
                .toLowerCase(Locale.ROOT);
    }

    /** The relation is a reason only where there is no other: it stands beside the name. */
    private static ForPerson person(Prospect.Person person, SchemeTexts texts, Locale locale) {
        List<Finding> findings = person.eligibility().findings();
        List<Reason> reasons = findings.stream()
                .filter(finding -> texts.tellsInAdvance(finding) || (finding.passed() && !isRelation(finding)))
                .map(finding -> reason(finding, texts, locale))
                .toList();
        return new ForPerson(
                person.beneficiary().name(),
                "schemes.value.beneficiary.relation." + person.beneficiary().relation(),
                reasons.isEmpty()
                        ? findings.stream()
                                .filter(ListedScheme::isRelation)
                                .map(finding -> reason(finding, texts, locale))
                                .toList()
                        : reasons);
    }

    private static Reason reason(Finding finding, SchemeTexts texts, Locale locale) {
        return new Reason(texts.explain(finding, locale), !finding.passed());
    }

    static boolean isRelation(Finding finding) {
        return finding.code().startsWith("beneficiary.relation.");
    }
}
