package org.ltet.portal.schemes.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.schemes.AnswerCheck;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.BenefitRequest;
import org.ltet.portal.schemes.Eligibility;
import org.ltet.portal.schemes.PastUse;
import org.ltet.portal.schemes.Prospect;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.ApplicantDirectory;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.schemes.spi.UtilisationReader;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The schemes in force, what they say of the signed-in member's family, and what they would pay. */
@RestController
@RequestMapping("/api/v1/schemes")
@AllowSignedIn
@Tag(name = "Schemes")
class SchemesApi {

    private final Schemes schemes;
    private final SchemeTexts texts;
    private final CurrentUser currentUser;
    private final ObjectProvider<ApplicantDirectory> directory;
    private final ObjectProvider<UtilisationReader> utilisation;
    private final Clock clock;

    SchemesApi(
            Schemes schemes,
            SchemeTexts texts,
            CurrentUser currentUser,
            ObjectProvider<ApplicantDirectory> directory,
            ObjectProvider<UtilisationReader> utilisation,
            Clock clock) {
        this.schemes = schemes;
        this.texts = texts;
        this.currentUser = currentUser;
        this.directory = directory;
        this.utilisation = utilisation;
        this.clock = clock;
    }

    @InScope(value = ApiScope.SCHEMES_READ, systems = true)
    @GetMapping
    @Operation(summary = "The schemes in force, with what the signed-in member can apply for")
    List<Answers.Listed> list(Locale locale) {
        LocalDate today = IndiaTime.today(clock);
        Optional<Applicants> applicants = applicants();
        return schemes.current(today).stream()
                .map(version -> Answers.listed(
                        version,
                        applicants
                                .map(found -> prospect(version, found, today).open())
                                .orElse(null),
                        locale))
                .toList();
    }

    @InScope(value = ApiScope.SCHEMES_READ, systems = true)
    @GetMapping("/{code}")
    @Operation(summary = "One scheme with its whole definition: form, heads, documents, benefit, limits, levels")
    ResponseEntity<Answers.Whole> scheme(@PathVariable String code) {
        SchemeVersion version = schemes.current(code);
        return ResponseEntity.ok()
                .eTag(Etags.of(version.number()))
                .body(new Answers.Whole(
                        version.code(),
                        version.id(),
                        version.number(),
                        version.validFrom(),
                        version.validTo(),
                        schemes.json(version)));
    }

    @InScope(ApiScope.SCHEMES_READ)
    @GetMapping("/{code}/eligibility")
    @Operation(summary = "Who of the signed-in member's family qualifies, and why or why not")
    Answers.ForMe eligibility(@PathVariable String code, Locale locale) {
        Prospect prospect = prospect(schemes.current(code), own(), IndiaTime.today(clock));
        return new Answers.ForMe(
                code,
                prospect.open(),
                prospect.people().stream()
                        .map(person -> new Answers.Person(
                                person.beneficiary().beneficiaryId(),
                                person.beneficiary().name(),
                                person.beneficiary().relation().name(),
                                person.eligibility().outcome(),
                                Answers.found(person.eligibility().findings(), texts, locale)))
                        .toList(),
                Answers.found(prospect.obstacles(), texts, locale));
    }

    @InScope(ApiScope.SCHEMES_READ)
    @PostMapping("/{code}/reckonings")
    @Operation(summary = "What would be payable for given answers and bills; nothing is kept")
    Answers.Reckoned reckon(@PathVariable String code, @RequestBody ReckoningRequest request, Locale locale) {
        SchemeVersion version = schemes.current(code);
        Applicants applicants = own();
        LocalDate today = IndiaTime.today(clock);
        ApplicantFacts facts =
                new ApplicantFacts(applicants.member(), request.beneficiary(applicants), request.given(), today);
        BenefitRequest wanted = new BenefitRequest(
                facts,
                request.claims(version.definition(), facts, problem -> texts.problem(problem, locale)),
                request.reimbursed(),
                past(code, applicants.member().memberId()),
                null);
        Eligibility eligibility = schemes.judge(version.id(), facts);
        return Answers.reckoned(
                schemes.reckon(version.id(), wanted),
                eligibility,
                AnswerCheck.problems(version.definition(), facts),
                texts,
                locale);
    }

    private List<PastUse> past(String code, UUID memberId) {
        UtilisationReader reader = utilisation.getIfAvailable();
        return reader == null ? List.of() : reader.of(code, memberId);
    }

    private Prospect prospect(SchemeVersion version, Applicants applicants, LocalDate today) {
        return schemes.prospect(version, applicants.member(), applicants.beneficiaries(), today);
    }

    private Applicants own() {
        return applicants().orElseThrow(() -> Refused.notFound("member"));
    }

    private Optional<Applicants> applicants() {
        ApplicantDirectory people = directory.getIfAvailable();
        return people == null ? Optional.empty() : people.of(currentUser.get());
    }
}
