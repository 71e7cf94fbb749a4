package org.ltet.portal.applications.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.Eligibility;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** For whom of the family a scheme is, and why not for the others. */
@Component
public class BeneficiaryChoices {

    private final People people;
    private final Schemes schemes;
    private final SchemeTexts texts;
    private final CurrentUser currentUser;
    private final Clock clock;

    BeneficiaryChoices(People people, Schemes schemes, SchemeTexts texts, CurrentUser currentUser, Clock clock) {
        this.people = people;
        this.schemes = schemes;
        this.texts = texts;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /** Somebody for whom this scheme is not, and why. */
    public record NotFor(String name, String relationKey, List<String> reasons) {}

    /** @param allowed id to name and relation */
    public record Choices(Map<String, String> allowed, List<NotFor> others) {}

    Choices of(UUID schemeVersion, Page page) {
        Applicants applicants =
                people.applicants(currentUser.get().employeeNumber()).orElseThrow(() -> Refused.notFound("member"));
        Map<String, String> allowed = new LinkedHashMap<>();
        List<NotFor> others = new ArrayList<>();
        for (BeneficiaryFacts person : applicants.beneficiaries()) {
            Eligibility eligibility = schemes.judge(
                    schemeVersion, new ApplicantFacts(applicants.member(), person, Map.of(), IndiaTime.today(clock)));
            String relation = "applications.relation." + person.relation();
            if (eligibility.eligible()) {
                allowed.put(person.beneficiaryId().toString(), person.name() + ", " + page.t(relation));
            } else {
                List<String> reasons = eligibility.failures().stream()
                        .map(finding -> texts.explain(finding, page.locale()))
                        .toList();
                others.add(new NotFor(person.name(), relation, reasons));
            }
        }
        return new Choices(allowed, others);
    }
}
