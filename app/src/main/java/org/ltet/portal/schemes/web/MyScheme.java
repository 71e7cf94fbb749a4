package org.ltet.portal.schemes.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.Balance;
import org.ltet.portal.schemes.Finding;
import org.ltet.portal.schemes.MemberFacts;
import org.ltet.portal.schemes.Outcome;
import org.ltet.portal.schemes.PastUse;
import org.ltet.portal.schemes.Prospect;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.UtilisationReader;
import org.ltet.portal.shared.Money;

/**
 * One scheme for the signed-in member: who of the family qualifies, and what the limits leave.
 *
 * @param member false for an account that is no member's
 * @param shared what limits of the whole family leave
 */
public record MyScheme(boolean member, boolean open, List<Person> people, List<Left> shared, List<String> obstacles) {

    static final MyScheme NONE = new MyScheme(false, false, List.of(), List.of(), List.of());

    /** @param balances empty where nothing is limited or nothing is known */
    public record Person(String name, String relation, boolean eligible, List<Reason> reasons, List<Left> balances) {}

    public record Reason(Outcome outcome, String text) {}

    /** @param left null for a limit that counts times */
    public record Left(
            String text,
            @Nullable Money limit,
            Money used,
            @Nullable Money left,
            boolean available) {}

    static MyScheme of(
            Prospect prospect,
            MemberFacts member,
            LocalDate today,
            Schemes schemes,
            @Nullable UtilisationReader utilisation,
            SchemeTexts texts,
            Locale locale) {
        List<PastUse> used = utilisation == null
                ? List.of()
                : utilisation.of(prospect.version().code(), member.memberId());
        List<Person> people = new ArrayList<>();
        Set<Left> shared = new LinkedHashSet<>();
        for (Prospect.Person person : prospect.people()) {
            List<Left> own = new ArrayList<>();
            ApplicantFacts facts = new ApplicantFacts(member, person.beneficiary(), Map.of(), today);
            for (Balance balance : schemes.balances(prospect.version().id(), facts, used)) {
                Collection<Left> fitting = isShared(balance) ? shared : own;
                fitting.add(left(balance, texts, locale));
            }
            people.add(person(person, own, texts, locale));
        }
        return new MyScheme(
                true,
                prospect.open(),
                people,
                List.copyOf(shared),
                prospect.obstacles().stream()
                        .map(finding -> texts.explain(finding, locale))
                        .distinct()
                        .toList());
    }

    private static boolean isShared(Balance balance) {
        return !balance.values().getOrDefault("whose", "BENEFICIARY").equals("BENEFICIARY");
    }

    private static Left left(Balance balance, SchemeTexts texts, Locale locale) {
        return new Left(
                texts.balance(balance, locale), balance.limit(), balance.used(), balance.left(), balance.available());
    }

    private static Person person(Prospect.Person person, List<Left> left, SchemeTexts texts, Locale locale) {
        List<Finding> findings = person.eligibility().findings();
        List<Finding> telling = findings.stream()
                .filter(finding -> worthTelling(finding, texts))
                .toList();
        return new Person(
                person.beneficiary().name(),
                "schemes.value.beneficiary.relation." + person.beneficiary().relation(),
                person.eligibility().eligible(),
                (telling.isEmpty()
                                ? findings.stream()
                                        .filter(ListedScheme::isRelation)
                                        .toList()
                                : telling)
                        .stream()
                                .map(finding -> new Reason(finding.outcome(), texts.explain(finding, locale)))
                                .toList(),
                left);
    }

    /** What the form will ask anyway need not be told as open. */
    private static boolean worthTelling(Finding finding, SchemeTexts texts) {
        return texts.tellsInAdvance(finding)
                || (finding.outcome() != Outcome.UNKNOWN && !ListedScheme.isRelation(finding));
    }
}
