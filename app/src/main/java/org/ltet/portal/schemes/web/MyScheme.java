package org.ltet.portal.schemes.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 */
public record MyScheme(boolean member, boolean open, List<Person> people, List<String> obstacles) {

    static final MyScheme NONE = new MyScheme(false, false, List.of(), List.of());

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
        List<Person> people = prospect.people().stream()
                .map(person -> person(
                        person,
                        schemes.balances(
                                prospect.version().id(),
                                new ApplicantFacts(member, person.beneficiary(), Map.of(), today),
                                used),
                        texts,
                        locale))
                .toList();
        List<String> obstacles = prospect.obstacles().stream()
                .map(finding -> texts.explain(finding, locale))
                .distinct()
                .toList();
        return new MyScheme(true, prospect.open(), people, obstacles);
    }

    private static Person person(Prospect.Person person, List<Balance> balances, SchemeTexts texts, Locale locale) {
        return new Person(
                person.beneficiary().name(),
                "schemes.value.beneficiary.relation." + person.beneficiary().relation(),
                person.eligibility().eligible(),
                person.eligibility().findings().stream()
                        .filter(finding -> worthTelling(finding, texts))
                        .map(finding -> new Reason(finding.outcome(), texts.explain(finding, locale)))
                        .toList(),
                balances.stream()
                        .map(balance -> new Left(
                                texts.balance(balance, locale),
                                balance.limit(),
                                balance.used(),
                                balance.left(),
                                balance.available()))
                        .toList());
    }

    /** What the form will ask anyway need not be told as open. */
    private static boolean worthTelling(Finding finding, SchemeTexts texts) {
        return texts.tellsInAdvance(finding)
                || (finding.outcome() != Outcome.UNKNOWN && !finding.code().startsWith("beneficiary.relation."));
    }
}
