package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Money;

/** Answers and bills that cannot be accepted (APP-1, APP-5). */
class AnswerCheckTest {

    private static final SchemeDefinition PRIZE = Family.scheme("S04");

    private static ApplicantFacts with(String field, String text) {
        Family family = Family.serving();
        Map<String, String> answers = new HashMap<>(Map.of(
                "level",
                "DIPLOMA",
                "marks",
                "70",
                "firstAttempt",
                "true",
                "resultDate",
                "2026-06-20",
                "board",
                "Pune"));
        answers.put(field, text);
        return new ApplicantFacts(family.member(), family.child(LocalDate.of(2004, 1, 1)), answers, Family.TODAY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            marks        | 70.5        |
            marks        | ''          | required
            marks        | 7e1         | notPERCENT
            marks        | ७०          | notPERCENT
            marks        | 70,5        | notPERCENT
            marks        | -1          | tooSmall
            marks        | 100.01      | tooLarge
            level        | BACHELOR    | notCHOICE
            firstAttempt | yes         | notYESNO
            resultDate   | 2026-02-30  | notDATE
            resultDate   | 20.06.2026  | notDATE
            resultDate   | 2026-09-16  | tooLate
            resultDate   | 0026-09-15  | tooEarly
            board        | '   '       | required
            """)
    void tellsWhatIsWrongWithAnAnswer(String field, String text, @Nullable String problem) {
        List<AnswerProblem> problems = AnswerCheck.problems(PRIZE, with(field, text));
        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .extracting(AnswerProblem::field, AnswerProblem::code)
                    .containsExactly(tuple(field, problem));
            assertThat(SchemeTextsTest.TEXTS.problem(problems.getFirst(), Locale.ENGLISH))
                    .isNotBlank()
                    .doesNotContain("[");
        }
    }

    @Test
    void asksForMarksOnlyWhereThereAreMarks() {
        SchemeDefinition.Group group = PRIZE.form().getFirst();
        assertThat(AnswerCheck.visibleFields(PRIZE, group, with("level", "DOCTORATE")))
                .extracting(SchemeDefinition.Field::code)
                .doesNotContain("marks");
        assertThat(AnswerCheck.visibleFields(PRIZE, group, with("level", "SSC")))
                .extracting(SchemeDefinition.Field::code)
                .contains("marks");
    }

    @Test
    @DisplayName("An amount ends with paise")
    void refusesAFractionOfAPaisa() {
        Family family = Family.serving();
        SchemeDefinition care = Family.scheme("S02");
        ApplicantFacts facts =
                family.facts(family.disabledChild(LocalDate.of(2015, 1, 1), "40"), "familyIncome", "1000.001");
        assertThat(AnswerCheck.problems(care, facts))
                .extracting(AnswerProblem::code)
                .contains("fractionOfPaisa");
        assertThat(AnswerCheck.prefilled(care, facts)).containsExactly(Map.entry("disabilityPercent", "40"));
    }

    @Test
    void asksForTheScoreCardOnlyAfterLateralEntry() {
        SchemeDefinition merit = Family.scheme("S01");
        Family family = Family.serving();
        BeneficiaryFacts child = family.child(LocalDate.of(2006, 1, 1));
        assertThat(AnswerCheck.requiredDocuments(merit, family.facts(child, "kind", "FIRST", "lateralEntry", "true")))
                .extracting(SchemeDefinition.Document::code)
                .containsExactly("MARK_SHEET", "BONAFIDE", "ENTRANCE_SCORE");
        assertThat(AnswerCheck.requiredDocuments(merit, family.facts(child, "kind", "RENEWAL", "lateralEntry", "true")))
                .extracting(SchemeDefinition.Document::code)
                .containsExactly("MARK_SHEET", "BONAFIDE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            S13 | ROOM_RENT | 2026-09-15 | 100  | 5   |       |
            S13 | ROOM_RENT | 2026-09-15 | 100  |     |       | quantity
            S13 | ROOM_RENT | 2026-09-15 | 100  | 0   |       | quantity
            S13 | ROOM_RENT | 2026-09-15 | 100  | 1.5 |       | quantity
            S13 | SURGEON   | 2026-09-15 | 100  | 1   |       | quantity
            S13 | SPA       | 2026-09-15 | 100  |     |       | head
            S13 | SURGEON   | 2026-09-16 | 100  |     |       | date
            S13 | SURGEON   | 2023-09-14 | 100  |     |       | date
            S13 | SURGEON   | 2026-09-15 | 0    |     |       | claimed
            S13 | SURGEON   | 2026-09-15 | -5   |     |       | claimed
            S13 | SURGEON   | 2026-09-15 | 100  |     | LEFT  | key
            S06 | CATARACT_SURGERY | 2026-09-15 | 100 |  | LEFT  |
            S06 | CATARACT_SURGERY | 2026-09-15 | 100 |  |       | key
            S06 | CATARACT_SURGERY | 2026-09-15 | 100 |  | THIRD | key
            """)
    void tellsWhatIsWrongWithABill(
            String scheme,
            String head,
            LocalDate date,
            String claimed,
            @Nullable BigDecimal quantity,
            @Nullable String key,
            @Nullable String field) {
        ClaimLine line = new ClaimLine(UUID.randomUUID(), head, date, Money.of(claimed), Money.ZERO, quantity, key);
        Family family = Family.serving();
        List<AnswerProblem> problems =
                LineCheck.problems(Family.scheme(scheme), line, List.of(), family.facts(family.self()), Family.TODAY);
        assertThat(problems.stream().map(AnswerProblem::field).findFirst().orElse(null))
                .isEqualTo(field);
        problems.forEach(problem -> assertThat(SchemeTextsTest.TEXTS.problem(problem, Locale.ENGLISH))
                .isNotBlank()
                .doesNotContain("["));
    }

    private static List<AnswerProblem> ofStay(ClaimLine line, ClaimLine... others) {
        Family family = Family.serving();
        return LineCheck.problems(
                Family.scheme("S13"),
                line,
                List.of(others),
                family.facts(family.self(), "admissionDate", "2026-08-16", "dischargeDate", "2026-08-21"),
                Family.TODAY.plusMonths(6));
    }

    private static String words(List<AnswerProblem> problems, String language) {
        return SchemeTextsTest.TEXTS.problem(problems.getFirst(), Locale.of(language));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-06-06, date.before",
        "2026-06-15, date.before",
        "2026-06-16,",
        "2026-08-20,",
        "2026-11-21,",
        "2026-11-22, date.after"
    })
    @DisplayName("APP-3: a bill counts from two months before the admission to three after the discharge")
    void acceptsBillsOfTheEventOnly(LocalDate date, @Nullable String problem) {
        assertThat(ofStay(Family.line("SURGEON", date, "100")).stream()
                        .map(AnswerProblem::code)
                        .findFirst()
                        .orElse(null))
                .isEqualTo(problem);
    }

    @Test
    void saysWhichBillsCountAndWhatToDo() {
        List<AnswerProblem> early = ofStay(Family.line("SURGEON", LocalDate.of(2024, 6, 6), "100"));
        assertThat(words(early, "en"))
                .isEqualTo("This bill is too early for this application. Bills from 16 Jun 2026 on count: 2 months"
                        + " before Date of admission (16 Aug 2026). Check the date on the bill and your answer; a bill"
                        + " of an earlier event needs its own application.");
        assertThat(words(early, "hi"))
                .contains("भर्ती की तारीख", "2 महीने", "आवेदन करें")
                .doesNotContain("[");
        List<AnswerProblem> late = ofStay(Family.line("SURGEON", LocalDate.of(2026, 12, 6), "100"));
        assertThat(words(late, "en")).contains("Bills up to 21 Nov 2026 count", "Date of discharge (21 Aug 2026)");
        assertThat(words(late, "hi")).contains("छुट्टी की तारीख", "3 महीने").doesNotContain("[");
    }

    @Test
    @DisplayName("APP-3: no more days of room rent than the stay has, over all bills together")
    void limitsTheDaysOfRoomRentToTheStay() {
        LocalDate day = LocalDate.of(2026, 8, 21);
        assertThat(ofStay(Family.days("ROOM_RENT", day, "24000", 6))).isEmpty();
        List<AnswerProblem> many = ofStay(Family.days("ROOM_RENT", day, "24000", 300));
        assertThat(many).extracting(AnswerProblem::field).containsExactly("quantity");
        assertThat(words(many, "en"))
                .isEqualTo("Room rent: at most 6 days, from 16 Aug 2026 to 21 Aug 2026. Enter the days on the bill, or"
                        + " correct those dates.");
        assertThat(words(many, "hi")).contains("कमरे का किराया", "6 दिन").doesNotContain("[");
        ClaimLine ward = Family.days("ROOM_RENT", day, "9000", 4);
        assertThat(ofStay(Family.days("ROOM_RENT", day, "9000", 2), ward)).isEmpty();
        List<AnswerProblem> together = ofStay(Family.days("ROOM_RENT", day, "9000", 3), ward);
        assertThat(words(together, "en")).contains("your other bills claim 4 of them");
        assertThat(words(together, "hi")).contains("अन्य बिलों", "4 दिन").doesNotContain("[");
    }

    @Test
    void judgesBillsByTheDatesOfTheFormOnceTheyAreThere() {
        Family family = Family.serving();
        assertThat(LineCheck.problems(
                        Family.scheme("S13"),
                        Family.days("ROOM_RENT", LocalDate.of(2025, 1, 1), "100", 300),
                        List.of(),
                        family.facts(family.self()),
                        Family.TODAY))
                .isEmpty();
    }
}
