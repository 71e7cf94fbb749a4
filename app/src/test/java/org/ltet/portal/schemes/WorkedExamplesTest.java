package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.ltet.portal.schemes.Family.days;
import static org.ltet.portal.schemes.Family.deducted;
import static org.ltet.portal.schemes.Family.keyed;
import static org.ltet.portal.schemes.Family.line;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The worked examples of the domain, on the catalogue as it stands in PostgreSQL. The eleventh, two approvals in the
 * same instant, belongs to the applications module.
 */
@PortalTest
class WorkedExamplesTest {

    private static final LocalDate BORN = LocalDate.of(2003, 2, 14);

    @Autowired
    Schemes schemes;

    @Autowired
    SchemeTexts texts;

    private UUID version(String code) {
        return schemes.current(Family.TODAY).stream()
                .filter(version -> version.code().equals(code))
                .map(SchemeVersion::id)
                .findFirst()
                .orElseThrow();
    }

    private Eligibility judge(String code, ApplicantFacts facts) {
        return schemes.judge(version(code), facts);
    }

    private Benefit reckon(String code, BenefitRequest request) {
        return schemes.reckon(version(code), request);
    }

    private List<String> reasons(Eligibility eligibility) {
        return eligibility.failures().stream()
                .map(finding -> texts.explain(finding, Locale.ENGLISH))
                .toList();
    }

    private static String[] examination(String level, String marks, String firstAttempt) {
        return new String[] {
            "level", level, "marks", marks, "firstAttempt", firstAttempt, "resultDate", "2026-06-20", "board", "Pune"
        };
    }

    @ParameterizedTest
    @CsvSource({
        "POST_GRADUATION, 90.00, 100000",
        "POST_GRADUATION, 89.99, 40000",
        "GRADUATION, 90, 60000",
        "DIPLOMA, 84.99, 30000",
        "DIPLOMA, 85, 35000"
    })
    @DisplayName("1. S04 pays the slab of the exact marks")
    void paysTheSlabOfTheExactMarks(String level, String marks, long payable) {
        Family family = Family.serving();
        ApplicantFacts facts = family.facts(family.child(BORN), examination(level, marks, "true"));
        assertThat(judge("S04", facts).certain()).isTrue();
        assertThat(reckon("S04", family.request(facts, "0")).payable()).isEqualTo(Money.of(payable));
    }

    @Test
    @DisplayName("1. S04 refuses graduation at 59.99 % and a second attempt, and says why")
    void refusesMarksBelowTheLineAndASecondAttempt() {
        Family family = Family.serving();
        Eligibility low = judge("S04", family.facts(family.child(BORN), examination("GRADUATION", "59.99", "true")));
        assertThat(low.eligible()).isFalse();
        assertThat(reasons(low)).containsExactly("marks 59.99 % are below 60 %");
        Eligibility second = judge("S04", family.facts(family.child(BORN), examination("GRADUATION", "75", "false")));
        assertThat(second.eligible()).isFalse();
        assertThat(reasons(second)).singleElement().asString().contains("passed at the first attempt");
    }

    private static ClaimLine[] hospitalBill(LocalDate date) {
        return new ClaimLine[] {
            days("ROOM_RENT", date, "32500", 5),
            line("SURGEON", date, "60000"),
            deducted(line("MEDICINES", date, "18400"), "1400")
        };
    }

    private static final LocalDate BILL = LocalDate.of(2026, 8, 20);

    @Test
    @DisplayName("2. S13 limits the room, takes off the insurance, pays 60 %, cut by the family's limit")
    void cutsByTheLimitOfTheFamily() {
        Family family = Family.serving();
        family.used(family.parent(), "SURGEON", LocalDate.of(2026, 5, 5), 80_000);
        ApplicantFacts facts = family.facts(family.spouse(), "dischargeDate", BILL.toString());
        Benefit benefit = reckon("S13", family.request(facts, "45000", hospitalBill(BILL)));
        assertThat(benefit.claimed()).isEqualTo(Money.of(110_900));
        assertThat(benefit.admitted()).isEqualTo(Money.of(97_000));
        assertThat(benefit.afterReimbursement()).isEqualTo(Money.of(52_000));
        assertThat(benefit.payable()).isEqualTo(Money.of(20_000));
        assertThat(benefit.steps())
                .extracting(BenefitStep::code)
                .containsExactly("deducted", "head.perUnit", "otherReimbursement", "percent", "limit.year");
        assertThat(benefit.steps())
                .extracting(BenefitStep::after)
                .containsExactly(
                        Money.of(109_500), Money.of(97_000), Money.of(52_000), Money.of(31_200), Money.of(20_000));
        assertThat(texts.step(benefit.steps().get(1), Locale.ENGLISH))
                .isEqualTo("Room rent limited to ₹4,000 a day: minus ₹12,500");
        assertThat(texts.step(benefit.steps().get(4), Locale.ENGLISH))
                .contains("₹1,00,000", "FY2026-27", "the family", "₹80,000 used", "₹20,000 left");
    }

    @Test
    @DisplayName("3. S13 without earlier use pays 31,200; with all paid by insurance nothing, and says so")
    void paysNothingWhenInsurancePaidAll() {
        Family family = Family.serving();
        ApplicantFacts facts = family.facts(family.spouse(), "dischargeDate", BILL.toString());
        assertThat(reckon("S13", family.request(facts, "45000", hospitalBill(BILL)))
                        .payable())
                .isEqualTo(Money.of(31_200));
        Benefit nothing = reckon("S13", family.request(facts, "99000", hospitalBill(BILL)));
        assertThat(nothing.afterReimbursement()).isEqualTo(Money.ZERO);
        assertThat(nothing.payable()).isEqualTo(Money.ZERO);
        assertThat(nothing.consumption()).isEmpty();
        assertThat(nothing.steps().getLast().code()).isEqualTo("otherReimbursement");
        assertThat(nothing.steps().getLast().after()).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName("4. S06 pays each eye once in a lifetime, at most 35,000, rounded half up")
    void paysEachEyeOnce() {
        Family family = Family.retired().on(LocalDate.of(2018, 4, 2));
        BeneficiaryFacts spouse = family.spouse();
        LocalDate first = LocalDate.of(2018, 3, 20);
        Benefit left = reckon(
                "S06",
                family.request(
                        family.facts(spouse, "surgeryDate", first.toString()),
                        "0",
                        keyed("CATARACT_SURGERY", first, "41250", "LEFT")));
        assertThat(left.payable()).isEqualTo(Money.of(35_000));
        family.sanction(spouse, left);

        LocalDate later = LocalDate.of(2026, 3, 20);
        family.on(LocalDate.of(2026, 4, 2));
        ApplicantFacts facts = family.facts(spouse, "surgeryDate", later.toString());
        Benefit again = reckon("S06", family.request(facts, "0", keyed("CATARACT_SURGERY", later, "41250", "LEFT")));
        assertThat(again.payable()).isEqualTo(Money.ZERO);
        assertThat(again.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(texts.explain(refusal, Locale.ENGLISH))
                        .startsWith("Left eye was paid on")
                        .contains("20 Mar 2018"));
        assertThat(reckon("S06", family.request(facts, "0", keyed("CATARACT_SURGERY", later, "28400.50", "RIGHT")))
                        .payable())
                .isEqualTo(Money.of(28_401));
    }

    @Test
    @DisplayName("5. S07 pays spectacles once in three financial years")
    void paysSpectaclesOnceInThreeFinancialYears() {
        Family family = Family.retired();
        BeneficiaryFacts self = family.self();
        Benefit first = reckon(
                "S07", family.request(family.facts(self), "0", line("SPECTACLES", LocalDate.of(2024, 5, 10), "4200")));
        assertThat(first.payable()).isEqualTo(Money.of(3_000));
        family.sanction(self, first);
        Benefit second = reckon(
                "S07", family.request(family.facts(self), "0", line("SPECTACLES", LocalDate.of(2026, 4, 2), "4200")));
        assertThat(second.payable()).isEqualTo(Money.ZERO);
        assertThat(second.refusals())
                .singleElement()
                .satisfies(refusal ->
                        assertThat(texts.explain(refusal, Locale.ENGLISH)).contains("next from FY2027-28"));
        assertThat(reckon(
                                "S07",
                                family.request(
                                        family.facts(self), "0", line("SPECTACLES", LocalDate.of(2027, 3, 31), "4200")))
                        .payable())
                .isEqualTo(Money.ZERO);
        assertThat(reckon(
                                "S07",
                                family.request(
                                        family.facts(self), "0", line("SPECTACLES", LocalDate.of(2027, 4, 1), "4200")))
                        .payable())
                .isEqualTo(Money.of(3_000));
    }

    @Test
    @DisplayName("6. S03 refuses a child a day past 25, pays at most 1,00,000 a year, and in three years at most")
    void paysTheFeesOfThreeYears() {
        Family family = Family.bereaved();
        ApplicantFacts tooOld =
                family.facts(family.child(LocalDate.of(2001, 8, 31)), "feeDate", "2026-09-01", "courseName", "BSc");
        assertThat(judge("S03", tooOld).eligible()).isFalse();
        ApplicantFacts lastDay =
                family.facts(family.child(LocalDate.of(2001, 9, 1)), "feeDate", "2026-09-01", "courseName", "BSc");
        assertThat(judge("S03", lastDay).certain()).isTrue();

        BeneficiaryFacts child = family.child(BORN);
        for (int year = 2023; year <= 2025; year++) {
            LocalDate paid = LocalDate.of(year, 7, 1);
            Benefit benefit = reckon(
                    "S03",
                    family.request(
                            family.facts(child, "feeDate", paid.toString()), "0", line("COURSE_FEE", paid, "140000")));
            assertThat(benefit.payable()).isEqualTo(Money.of(100_000));
            assertThat(benefit.steps())
                    .extracting(BenefitStep::after)
                    .containsExactly(Money.of(105_000), Money.of(100_000));
            family.sanction(child, benefit);
        }
        LocalDate fourth = LocalDate.of(2026, 7, 1);
        Benefit refused = reckon(
                "S03",
                family.request(
                        family.facts(child, "feeDate", fourth.toString()), "0", line("COURSE_FEE", fourth, "140000")));
        assertThat(refused.payable()).isEqualTo(Money.ZERO);
        assertThat(refused.refusals()).extracting(Finding::code).containsExactly("frequency.years");
    }

    @Test
    @DisplayName("7. S09 limits nursing to 800 a day and pays half")
    void limitsNursingByTheDay() {
        Family family = Family.serving();
        Benefit benefit = reckon(
                "S09",
                family.request(
                        family.facts(family.self(), "surgeryDate", "2026-07-01", "careUntil", "2026-08-20"),
                        "0",
                        days("NURSING", BILL, "13200", 12),
                        line("PHYSIOTHERAPY", BILL, "14000")));
        assertThat(benefit.admitted()).isEqualTo(Money.of(23_600));
        assertThat(benefit.payable()).isEqualTo(Money.of(11_800));
    }

    @Test
    @DisplayName("8. S11 admits 10,000 of equipment a year and pays at most 25,000 a year")
    void limitsEquipmentAndTheYear() {
        Family family = Family.serving();
        BeneficiaryFacts child = family.child(LocalDate.of(2014, 1, 1));
        ApplicantFacts facts = family.facts(child, "coachingStart", "2026-05-01");
        Benefit first = reckon(
                "S11", family.request(facts, "0", line("COACHING", BILL, "30000"), line("EQUIPMENT", BILL, "18000")));
        assertThat(first.admitted()).isEqualTo(Money.of(40_000));
        assertThat(first.payable()).isEqualTo(Money.of(20_000));
        family.sanction(child, first);
        Benefit second = reckon("S11", family.request(facts, "0", line("COACHING", BILL, "16000")));
        assertThat(second.payable()).isEqualTo(Money.of(5_000));
        assertThat(second.steps().getLast().code()).isEqualTo("limit.year");
        assertThat(second.steps().getLast().before()).isEqualTo(Money.of(8_000));
        Benefit equipment = reckon("S11", family.request(facts, "0", line("EQUIPMENT", BILL, "100")));
        assertThat(equipment.admitted()).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName("9. S10 pays at most 40,000 for a course, and two courses in a lifetime")
    void paysTwoCourses() {
        Family family = Family.serving();
        BeneficiaryFacts spouse = family.spouse();
        for (String date : List.of("2020-06-01", "2023-06-01")) {
            Benefit benefit = course(family, spouse, date);
            assertThat(benefit.payable()).isEqualTo(Money.of(40_000));
            assertThat(benefit.steps().getFirst().after()).isEqualTo(Money.of(45_000));
            family.sanction(spouse, benefit);
        }
        Benefit third = course(family, spouse, "2026-06-01");
        assertThat(third.payable()).isEqualTo(Money.ZERO);
        assertThat(third.refusals()).extracting(Finding::code).containsExactly("frequency.lifetime.often");
        assertThat(course(family, family.child(BORN), "2026-06-01").payable()).isEqualTo(Money.of(40_000));
    }

    private Benefit course(Family family, BeneficiaryFacts who, String date) {
        return reckon(
                "S10",
                family.request(
                        family.facts(who, "courseStart", date),
                        "0",
                        line("COURSE_FEE", LocalDate.parse(date), "60000")));
    }

    @Test
    @DisplayName("10. Bills of two financial years use up each its own year's limit")
    void splitsBillsOfTwoYears() {
        Family family = Family.serving().on(LocalDate.of(2026, 4, 5));
        BeneficiaryFacts spouse = family.spouse();
        family.used(spouse, "SURGEON", LocalDate.of(2025, 6, 1), 90_000);
        ApplicantFacts facts = family.facts(spouse, "dischargeDate", "2026-04-01");
        Benefit benefit = reckon(
                "S13",
                family.request(
                        facts,
                        "0",
                        line("SURGEON", LocalDate.of(2026, 3, 31), "50000"),
                        line("MEDICINES", LocalDate.of(2026, 4, 1), "20000.50")));
        assertThat(benefit.payable()).isEqualTo(Money.of(22_000));
        assertThat(benefit.consumption())
                .extracting(Consumption::date, Consumption::amount)
                .containsExactly(
                        tuple(LocalDate.of(2026, 3, 31), Money.of(10_000)),
                        tuple(LocalDate.of(2026, 4, 1), Money.of(12_000)));
    }

    @Test
    @DisplayName("12. S05 is cut by the lifetime limit")
    void cutsByTheLifetimeLimit() {
        Family family = Family.serving();
        BeneficiaryFacts parent = family.parent();
        for (int year = 2021; year <= 2024; year++) {
            family.used(parent, "SURGEON", LocalDate.of(year, 7, 7), 240_000);
        }
        Benefit benefit = reckon(
                "S05",
                family.request(
                        family.facts(parent, "disease", "CANCER", "treatmentDate", "2026-08-20"),
                        "0",
                        line("SURGEON", BILL, "200000")));
        assertThat(benefit.steps()).extracting(BenefitStep::after).containsExactly(Money.of(150_000), Money.of(40_000));
        assertThat(benefit.payable()).isEqualTo(Money.of(40_000));
        assertThat(benefit.steps().getLast().code()).isEqualTo("limit.lifetime");
    }
}
