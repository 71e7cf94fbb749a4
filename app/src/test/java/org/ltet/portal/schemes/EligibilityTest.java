package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.IndiaTime;

/** The borders of the conditions of the catalogue (SCH-1). */
class EligibilityTest {

    private static Eligibility judge(String code, ApplicantFacts facts) {
        return EligibilityEngine.judge(Family.scheme(code), facts);
    }

    private static String[] fee(String date) {
        return new String[] {"courseName", "BSc", "institution", "COEP", "feeDate", date};
    }

    @ParameterizedTest
    @CsvSource({
        "2001-09-01, 2026-09-01, true",
        "2001-08-31, 2026-09-01, false",
        "2023-09-01, 2026-09-01, true",
        "2023-09-02, 2026-09-01, false",
        // Born on 29 February: the 25th birthday is 28 February 2021, the third 28 February 2027.
        "1996-02-29, 2021-02-28, true",
        "1996-02-29, 2021-03-01, false",
        "2024-02-29, 2027-02-28, true",
        "2024-02-29, 2027-02-27, false"
    })
    @DisplayName("S03 covers children from the third to the 25th birthday itself, judged on the reference date")
    void coversChildrenFromTheThirdToThe25thBirthday(LocalDate born, String feeDate, boolean eligible) {
        Family family = Family.bereaved();
        assertThat(judge("S03", family.facts(family.child(born), fee(feeDate))).eligible())
                .isEqualTo(eligible);
    }

    @ParameterizedTest
    @CsvSource({"1968-09-01, true", "1968-09-02, false"})
    void beginsCheckUpsWithThe58thBirthday(LocalDate born, boolean eligible) {
        Family family = Family.retired();
        BeneficiaryFacts spouse = new BeneficiaryFacts(family.memberId, Relation.SPOUSE, "Lakshmi", born, false, null);
        assertThat(judge("S08", family.facts(spouse, "checkupDate", "2026-09-01", "centre", "Apollo"))
                        .eligible())
                .isEqualTo(eligible);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-01, 2026-09-01, 1",
        "2025-09-02, 2026-09-01, 0",
        "2024-02-29, 2025-02-28, 1",
        "2009-06-01, 2026-09-15, 17"
    })
    void countsWholeYearsOfService(LocalDate joined, LocalDate on, int years) {
        Family family = Family.serving().on(on);
        family.joined = joined;
        ApplicantFacts facts = family.facts(family.self());
        assertThat(FactName.MEMBER_SERVICE_YEARS.read(facts, on))
                .isEqualTo(new FactValue.Number(BigDecimal.valueOf(years)));
    }

    @Test
    void countsTheServiceOfRetiredMembersToTheirRetirement() {
        Family family = Family.retired();
        assertThat(FactName.MEMBER_SERVICE_YEARS.read(family.facts(family.self()), Family.TODAY))
                .isEqualTo(new FactValue.Number(BigDecimal.valueOf(36)));
    }

    @Test
    void asksOneYearOfServiceOfServingButNotOfRetiredMembersForHospitalisation() {
        Family fresh = Family.serving();
        fresh.joined = LocalDate.of(2026, 1, 1);
        Eligibility refused = judge("S13", fresh.facts(fresh.self()));
        assertThat(refused.eligible()).isFalse();
        assertThat(refused.failures())
                .extracting(Finding::code)
                .containsExactly("member.status.oneOf", "member.serviceYears.atLeast");
        Family retired = Family.retired();
        assertThat(judge("S13", retired.facts(retired.self())).eligible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2025-09-16, true", "2025-09-15, false", "2026-09-15, true", "2026-09-16, false"})
    @DisplayName("'In the last 12 months' is after the same day one year before submission, and not in the future")
    void acceptsResultsOfTheLastTwelveMonths(String result, boolean eligible) {
        Family family = Family.serving();
        ApplicantFacts facts = family.facts(
                family.child(LocalDate.of(2004, 1, 1)),
                "level",
                "DIPLOMA",
                "marks",
                "70",
                "firstAttempt",
                "true",
                "resultDate",
                result,
                "board",
                "Pune");
        assertThat(judge("S04", facts).eligible()).isEqualTo(eligible);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-30T18:29:59Z, false",
        "2026-06-30T18:30:00Z, true",
        "2026-10-31T18:29:59Z, true",
        "2026-10-31T18:30:00Z, false"
    })
    @DisplayName("The window's first day begins at midnight, its last day counts until 23:59:59 in India")
    void keepsTheWindowByTheDaysOfIndia(Instant now, boolean open) {
        LocalDate today = IndiaTime.today(Clock.fixed(now, ZoneOffset.UTC));
        Family family = Family.serving().on(today);
        Eligibility eligibility = judge("S01", family.facts(family.child(LocalDate.of(2006, 1, 1))));
        assertThat(eligibility.eligible()).isEqualTo(open);
        Finding window = eligibility.findings().getLast();
        assertThat(window.code()).isEqualTo("window");
        assertThat(window.values())
                .containsEntry("to", today.isAfter(LocalDate.of(2026, 10, 31)) ? "2027-10-31" : "2026-10-31");
    }

    @Test
    void doesNotFailBeforeTheFormIsFilled() {
        Family family = Family.serving();
        Eligibility open = judge("S04", family.facts(family.child(LocalDate.of(2004, 1, 1))));
        assertThat(open.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(open.eligible()).isTrue();
        assertThat(open.certain()).isFalse();
    }

    @Test
    @DisplayName("A child just past the age may still apply for a date before the birthday")
    void leavesTheAgeOpenWhileTheReferenceDateIsNotTold() {
        Family family = Family.serving();
        assertThat(judge("S13", family.facts(family.child(LocalDate.of(2001, 6, 1))))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(judge("S13", family.facts(family.child(LocalDate.of(2000, 6, 1))))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"14.99, false, true", "15, true, true", "40, true, true"})
    void asksForFifteenPerCentOfDisabilityWhichTheHeadMayWaive(String percent, boolean eligible, boolean waivable) {
        Family family = Family.serving();
        BeneficiaryFacts child = family.disabledChild(LocalDate.of(1990, 1, 1), percent);
        Eligibility eligibility =
                judge("S02", family.facts(child, "disabilityPercent", percent, "familyIncome", "1200000"));
        assertThat(eligibility.eligible()).isEqualTo(eligible);
        assertThat(eligibility.failures()).allMatch(Finding::waivable);
    }

    @ParameterizedTest
    @CsvSource({"1200000, true", "1200000.01, false"})
    void asksForAFamilyIncomeOfAtMostTwelveLakhs(String income, boolean eligible) {
        Family family = Family.serving();
        BeneficiaryFacts child = family.disabledChild(LocalDate.of(1990, 1, 1), "40");
        assertThat(judge("S02", family.facts(child, "disabilityPercent", "40", "familyIncome", income))
                        .eligible())
                .isEqualTo(eligible);
    }

    @Test
    void coversDisabledChildrenOfAnyAgeInLifeThreateningDiseases() {
        Family family = Family.serving();
        LocalDate born = LocalDate.of(1980, 1, 1);
        assertThat(judge("S05", family.facts(family.disabledChild(born, "50"))).eligible())
                .isTrue();
        assertThat(judge("S05", family.facts(family.child(born))).eligible()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, false, 70, , , , true",
        "FIRST, false, 69.99, , , , false",
        "FIRST, true, , 70, 50, , true",
        "FIRST, true, , 69.99, 50, , false",
        "FIRST, true, , 70, 49.99, , false",
        "RENEWAL, , , , , 60, true",
        "RENEWAL, , , , , 59.99, false"
    })
    @DisplayName("S01 asks for other marks at first, after lateral entry, and at renewal")
    void asksForTheMarksOfTheKindOfApplication(
            String kind,
            String lateral,
            String qualifying,
            String diploma,
            String entrance,
            String lastYear,
            boolean eligible) {
        Family family = Family.serving().on(LocalDate.of(2026, 8, 1));
        ApplicantFacts facts = family.facts(
                family.child(LocalDate.of(2006, 1, 1)),
                "kind",
                kind,
                "course",
                "LAW",
                "level",
                "GRADUATION",
                "institution",
                "ILS",
                "yearOfCourse",
                "1",
                "yearStart",
                "2026-07-20",
                "lateralEntry",
                text(lateral),
                "qualifyingMarks",
                text(qualifying),
                "diplomaMarks",
                text(diploma),
                "entranceMarks",
                text(entrance),
                "lastYearMarks",
                text(lastYear));
        Eligibility eligibility = judge("S01", facts);
        assertThat(eligibility.outcome()).isEqualTo(eligible ? Outcome.PASSED : Outcome.FAILED);
        assertThat(AnswerCheck.problems(Family.scheme("S01"), facts)).isEmpty();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Test
    void ignoresAnswersToQuestionsThatAreNotAskedAnyMore() {
        Family family = Family.serving().on(LocalDate.of(2026, 8, 1));
        ApplicantFacts facts = family.facts(
                family.child(LocalDate.of(2006, 1, 1)),
                "kind",
                "RENEWAL",
                "course",
                "LAW",
                "level",
                "GRADUATION",
                "yearStart",
                "2026-07-20",
                "lateralEntry",
                "false",
                "qualifyingMarks",
                "12",
                "lastYearMarks",
                "75");
        assertThat(judge("S01", facts).certain()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-02-21, 2026-08-20, true", "2026-02-20, 2026-08-20, false", "2026-08-21, 2026-08-20, false"})
    void asksForCareWithinSixMonthsAfterTheSurgery(String surgery, String careUntil, boolean eligible) {
        Family family = Family.serving();
        assertThat(judge("S09", family.facts(family.self(), "surgeryDate", surgery, "careUntil", careUntil))
                        .eligible())
                .isEqualTo(eligible);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVING, W, 2024-09-01, true",
        "SERVING, S, 2024-09-01, true",
        "SERVING, M, 2024-09-01, false",
        "RETIRED, W, 2000-09-01, false",
        "SERVING, W, 2024-09-02, false"
    })
    void keepsCertificationToServingMembersOfTwoGradesAfterTwoYears(
            MemberStatus status, String grade, LocalDate joined, boolean eligible) {
        Family family = Family.serving();
        family.status = status;
        family.grade = grade;
        family.joined = joined;
        assertThat(judge("S14", family.facts(family.self(), "certificateDate", "2026-09-01", "passed", "true"))
                        .eligible())
                .isEqualTo(eligible);
    }

    @Test
    void tellsForWhomASchemeIs() {
        Family family = Family.retired();
        Eligibility eligibility = judge("S06", family.facts(family.parent()));
        assertThat(eligibility.eligible()).isFalse();
        assertThat(eligibility.failures()).extracting(Finding::code).containsExactly("beneficiary.relation.oneOf");
        assertThat(eligibility.failures().getFirst().values())
                .containsEntry("found", "PARENT")
                .containsEntry("required", "SELF,SPOUSE");
    }

    @Test
    void negatesByDeMorganAndKeepsTheUnknownUnknown() {
        Condition.Comparison disabled = new Condition.Comparison(
                "beneficiary.disabled", Condition.Test.ONE_OF, List.of("true"), null, null, false);
        Condition.Comparison marks =
                new Condition.Comparison("answers.marks", Condition.Test.AT_LEAST, List.of("60"), null, null, false);
        Family family = Family.serving();
        Facts facts = Facts.of(Family.scheme("S04"), family.facts(family.child(LocalDate.of(2004, 1, 1))));
        assertThat(outcome(new Condition.Not(new Condition.Any(List.of(disabled, marks))), facts))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(new Condition.Not(new Condition.All(List.of(disabled, marks))), facts))
                .isEqualTo(Outcome.PASSED);
        assertThat(outcome(new Condition.Not(new Condition.When(disabled, marks)), facts))
                .isEqualTo(Outcome.FAILED);
    }

    private static Outcome outcome(Condition condition, Facts facts) {
        return Conditions.judge(condition, facts).outcome();
    }
}
