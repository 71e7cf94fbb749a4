package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.ltet.portal.schemes.Family.days;
import static org.ltet.portal.schemes.Family.deducted;
import static org.ltet.portal.schemes.Family.keyed;
import static org.ltet.portal.schemes.Family.line;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/** From claimed to paid, at the borders (APP-3). */
class BenefitTest {

    private static final LocalDate BILL = LocalDate.of(2026, 8, 20);

    private static Benefit reckon(String code, BenefitRequest request) {
        return BenefitEngine.reckon(Family.scheme(code), request);
    }

    @ParameterizedTest
    @CsvSource({
        "SSC, 75, 5000",
        "SSC, 84.999, 5000",
        "SSC, 85, 10000",
        "HSC, 94.99, 10000",
        "HSC, 95, 20000",
        "HSC, 100, 20000",
        "GRADUATION, 60, 15000",
        "GRADUATION, 69.99, 15000",
        "GRADUATION, 70, 25000",
        "GRADUATION, 79.99, 25000",
        "GRADUATION, 80, 30000",
        "GRADUATION, 84.99, 30000",
        "GRADUATION, 85, 40000",
        "GRADUATION, 89.99, 40000",
        "POST_GRADUATION, 60, 15000",
        "POST_GRADUATION, 100, 100000",
        "DIPLOMA, 60, 15000",
        "DIPLOMA, 69.99, 15000",
        "DIPLOMA, 70, 20000",
        "DIPLOMA, 80, 30000",
        "DIPLOMA, 89.99, 35000",
        "DIPLOMA, 90, 50000",
        "DOCTORATE, 1, 200000",
        "GRADUATION, 59.99, 0",
        "SSC, 74.99, 0"
    })
    void decidesASlabByTheExactMarks(String level, String marks, long payable) {
        Family family = Family.serving();
        ApplicantFacts facts = family.facts(
                family.child(LocalDate.of(2004, 1, 1)), "level", level, "marks", marks, "resultDate", "2026-06-01");
        assertThat(reckon("S04", family.request(facts, "0")).payable()).isEqualTo(Money.of(payable));
    }

    @Test
    void paysEachLevelOfExaminationOnce() {
        Family family = Family.serving();
        BeneficiaryFacts child = family.child(LocalDate.of(2004, 1, 1));
        BenefitRequest ssc =
                family.request(family.facts(child, "level", "SSC", "marks", "90", "resultDate", "2026-06-01"), "0");
        family.sanction(child, reckon("S04", ssc));
        BenefitRequest again = family.request(ssc.facts(), "0");
        assertThat(reckon("S04", again).refusals()).extracting(Finding::code).containsExactly("frequency.lifetime");
        BenefitRequest hsc =
                family.request(family.facts(child, "level", "HSC", "marks", "90", "resultDate", "2026-06-01"), "0");
        assertThat(reckon("S04", hsc).payable()).isEqualTo(Money.of(10_000));
        assertThat(reckon(
                                "S04",
                                family.request(
                                        family.facts(
                                                family.child(LocalDate.of(2005, 1, 1)),
                                                "level",
                                                "SSC",
                                                "marks",
                                                "90",
                                                "resultDate",
                                                "2026-06-01"),
                                        "0"))
                        .payable())
                .isEqualTo(Money.of(10_000));
    }

    private static ApplicantFacts event(Family family, BeneficiaryFacts child, String name, String place) {
        return family.facts(child, "eventName", name, "eventDate", "2026-05-01", "level", "DISTRICT", "place", place);
    }

    @Test
    @DisplayName("S12 pays the best award of an event: a better one later adds the difference, a worse one nothing")
    void paysTheBestAwardOfAnEvent() {
        Family family = Family.serving();
        BeneficiaryFacts child = family.child(LocalDate.of(2010, 1, 1));
        Benefit second = reckon("S12", family.request(event(family, child, "Pune Open", "SECOND"), "0"));
        assertThat(second.payable()).isEqualTo(Money.of(4_000));
        family.sanction(child, second);
        Benefit first = reckon("S12", family.request(event(family, child, "pune  OPEN ", "FIRST"), "0"));
        assertThat(first.payable()).isEqualTo(Money.of(1_000));
        family.sanction(child, first);
        assertThat(reckon("S12", family.request(event(family, child, "Pune Open", "THIRD"), "0"))
                        .payable())
                .isEqualTo(Money.ZERO);
        assertThat(reckon("S12", family.request(event(family, child, "Nashik Open", "THIRD"), "0"))
                        .payable())
                .isEqualTo(Money.of(3_000));
    }

    @Test
    void paysAScholarshipOnceInAnAcademicYearAndFiveTimesForALevel() {
        Family family = Family.serving();
        BeneficiaryFacts child = family.child(LocalDate.of(2006, 1, 1));
        for (int year = 2021; year <= 2025; year++) {
            Benefit benefit = scholarship(family, child, year + "-06-01", "GRADUATION");
            assertThat(benefit.payable()).isEqualTo(Money.of(40_000));
            family.sanction(child, benefit);
        }
        assertThat(scholarship(family, child, "2026-05-31", "POST_GRADUATION").refusals())
                .extracting(Finding::code)
                .containsExactly("frequency.academicYear");
        assertThat(scholarship(family, child, "2026-06-01", "GRADUATION").refusals())
                .extracting(Finding::code)
                .containsExactly("frequency.lifetime.often");
        assertThat(scholarship(family, child, "2026-06-01", "POST_GRADUATION").payable())
                .isEqualTo(Money.of(60_000));
    }

    private static Benefit scholarship(Family family, BeneficiaryFacts child, String yearStart, String level) {
        return reckon("S01", family.request(family.facts(child, "level", level, "yearStart", yearStart), "0"));
    }

    @Test
    void limitsNursingToThirtyDaysAYearInTheOrderOfDates() {
        Family family = Family.serving();
        BeneficiaryFacts self = family.self();
        Benefit first = reckon(
                "S09",
                family.request(
                        family.facts(self, "careUntil", "2026-06-30"),
                        "0",
                        days("NURSING", LocalDate.of(2026, 6, 30), "20000", 25)));
        assertThat(first.payable()).isEqualTo(Money.of(10_000));
        assertThat(first.consumption()).extracting(Consumption::quantity).containsExactly(BigDecimal.valueOf(25));
        family.sanction(self, first);
        Benefit second = reckon(
                "S09",
                family.request(
                        family.facts(self, "careUntil", "2026-08-20"),
                        "0",
                        days("NURSING", BILL, "7000", 10),
                        days("NURSING", LocalDate.of(2026, 7, 20), "2100", 3)));
        // Three days at 700 and two of the ten at 700.
        assertThat(second.admitted()).isEqualTo(Money.of(3_500));
        assertThat(second.payable()).isEqualTo(Money.of(1_750));
        assertThat(second.steps()).extracting(BenefitStep::code).contains("head.unitsPerYear");
        family.sanction(self, second);
        Benefit nextYear = reckon(
                "S09",
                family.request(
                        family.facts(self, "careUntil", "2027-04-01"),
                        "0",
                        days("NURSING", LocalDate.of(2027, 4, 1), "8000", 10)));
        assertThat(nextYear.admitted()).isEqualTo(Money.of(8_000));
    }

    @Test
    void neverAdmitsLessThanNothing() {
        Family family = Family.serving();
        Benefit benefit = reckon(
                "S13",
                family.request(
                        family.facts(family.self()),
                        "0",
                        deducted(line("MEDICINES", BILL, "100"), "150"),
                        line("SURGEON", BILL, "1000")));
        assertThat(benefit.admitted()).isEqualTo(Money.of(1_000));
        assertThat(benefit.lines()).extracting(LineResult::admitted).containsExactly(Money.ZERO, Money.of(1_000));
    }

    @Test
    @DisplayName("Rounds once at the end, half up")
    void roundsOnceAtTheEnd() {
        Family family = Family.serving();
        // 60 % of 0.83 is 0.498 for each line: together 0.996, not twice nothing.
        Benefit benefit = reckon(
                "S13",
                family.request(
                        family.facts(family.self()),
                        "0",
                        line("SURGEON", BILL, "0.83"),
                        line("MEDICINES", BILL, "0.83")));
        assertThat(benefit.payable()).isEqualTo(Money.of(1));
        assertThat(reckon("S13", family.request(family.facts(family.self()), "0", line("SURGEON", BILL, "0.83")))
                        .payable())
                .isEqualTo(Money.ZERO);
    }

    @Test
    void sharesInsuranceBetweenTheYearsInProportionAndReckonsEachAgainstItsOwnLimit() {
        Family family = Family.serving();
        family.used(family.self(), "SURGEON", LocalDate.of(2025, 5, 5), 99_000);
        Benefit benefit = reckon(
                "S13",
                family.request(
                        family.facts(family.self()),
                        "10000",
                        line("SURGEON", LocalDate.of(2026, 3, 31), "10000"),
                        line("SURGEON", LocalDate.of(2026, 4, 1), "20000")));
        // 6,666.67 and 13,333.33 are left; 60 % is 4,000 and 8,000; the old year has 1,000 left.
        assertThat(benefit.payable()).isEqualTo(Money.of(9_000));
        assertThat(benefit.consumption())
                .extracting(row -> FinancialYear.of(row.date()).toString(), Consumption::amount)
                .containsExactly(tuple("FY2025-26", Money.of(1_000)), tuple("FY2026-27", Money.of(8_000)));
    }

    @Test
    void appliesTheReviewersCapAfterTheLimits() {
        Family family = Family.serving();
        BenefitRequest request = family.request(family.facts(family.self()), "0", line("SURGEON", BILL, "50000"));
        Benefit benefit = reckon(
                "S13",
                new BenefitRequest(request.facts(), request.lines(), Money.ZERO, List.of(), Money.of("12345.50")));
        assertThat(benefit.payable()).isEqualTo(Money.of(12_346));
        assertThat(benefit.steps()).extracting(BenefitStep::code).containsExactly("percent", "cap", "rounded");
    }

    @Test
    void paysBothEyesOfOneApplicationEachWithinItsOwnLimit() {
        Family family = Family.retired();
        BenefitRequest request = family.request(
                family.facts(family.self(), "surgeryDate", "2026-08-20"),
                "0",
                keyed("CATARACT_SURGERY", BILL, "30000", "LEFT"),
                keyed("CATARACT_SURGERY", BILL, "9000", "LEFT"),
                keyed("CATARACT_SURGERY", BILL, "20000", "RIGHT"));
        Benefit benefit = reckon("S06", request);
        assertThat(benefit.payable()).isEqualTo(Money.of(55_000));
        assertThat(benefit.consumption())
                .extracting(Consumption::key, Consumption::amount)
                .containsExactly(tuple("LEFT", Money.of(35_000)), tuple("RIGHT", Money.of(20_000)));
    }

    @Test
    void paysTheOtherEyeWhenOneWasPaidBefore() {
        Family family = Family.retired();
        BeneficiaryFacts self = family.self();
        ApplicantFacts facts = family.facts(self, "surgeryDate", "2026-08-20");
        family.sanction(
                self, reckon("S06", family.request(facts, "0", keyed("CATARACT_SURGERY", BILL, "30000", "LEFT"))));
        Benefit benefit = reckon(
                "S06",
                family.request(
                        facts,
                        "0",
                        keyed("CATARACT_SURGERY", BILL, "30000", "LEFT"),
                        keyed("CATARACT_SURGERY", BILL, "20000", "RIGHT")));
        assertThat(benefit.payable()).isEqualTo(Money.of(20_000));
        assertThat(benefit.refusals()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2029-03-31, 0", "2029-04-01, 25000"})
    void paysAHearingAidOnceInFiveFinancialYearsForEachEar(LocalDate date, long payable) {
        Family family = Family.retired();
        BeneficiaryFacts self = family.self();
        family.sanction(
                self,
                reckon(
                        "S07",
                        family.request(
                                family.facts(self),
                                "0",
                                keyed("HEARING_AID", LocalDate.of(2024, 4, 1), "90000", "LEFT"))));
        assertThat(reckon("S07", family.request(family.facts(self), "0", keyed("HEARING_AID", date, "90000", "LEFT")))
                        .payable())
                .isEqualTo(Money.of(payable));
        assertThat(reckon("S07", family.request(family.facts(self), "0", keyed("HEARING_AID", BILL, "90000", "RIGHT")))
                        .payable())
                .isEqualTo(Money.of(25_000));
    }

    @Test
    void keepsUsesOfOtherPeopleAndYearsApart() {
        Family family = Family.serving();
        BeneficiaryFacts self = family.self();
        family.used(self, "CHECK_UP", LocalDate.of(2026, 3, 31), 5_000);
        family.used(family.spouse(), "CHECK_UP", LocalDate.of(2026, 4, 1), 5_000);
        assertThat(reckon(
                                "S08",
                                family.request(
                                        family.facts(self), "0", line("CHECK_UP", LocalDate.of(2026, 4, 1), "6000")))
                        .payable())
                .isEqualTo(Money.of(5_000));
        family.used(self, "CHECK_UP", LocalDate.of(2027, 3, 31), 4_000);
        assertThat(reckon(
                                "S08",
                                family.request(
                                        family.facts(self), "0", line("CHECK_UP", LocalDate.of(2026, 4, 1), "6000")))
                        .payable())
                .isEqualTo(Money.of(1_000));
    }

    @Test
    void tellsTheBalanceThatIsLeft() {
        Family family = Family.retired();
        BeneficiaryFacts self = family.self();
        family.sanction(
                self,
                reckon(
                        "S06",
                        family.request(family.facts(self), "0", keyed("CATARACT_SURGERY", BILL, "30000", "LEFT"))));
        assertThat(Balances.of(Family.scheme("S06"), family.facts(self), family.past))
                .extracting(Balance::code, Balance::available)
                .containsExactly(tuple("frequency.lifetime", false), tuple("frequency.free", true));
        family.past.clear();
        family.used(family.spouse(), "SURGEON", BILL, 30_000);
        assertThat(Balances.of(Family.scheme("S13"), family.facts(self), family.past))
                .singleElement()
                .satisfies(balance -> {
                    assertThat(balance.used()).isEqualTo(Money.of(30_000));
                    assertThat(balance.left()).isEqualTo(Money.of(70_000));
                });
    }

    @Test
    @DisplayName("Whatever is claimed: what is recorded adds up to what is payable, and no limit of a year is passed")
    void recordsExactlyWhatIsPayable() {
        Random random = new Random(20261122);
        for (int round = 0; round < 2_000; round++) {
            Family family = Family.serving();
            family.used(family.spouse(), "SURGEON", LocalDate.of(2025, 9, 9), random.nextInt(100_000));
            family.used(family.spouse(), "SURGEON", LocalDate.of(2026, 9, 9), random.nextInt(100_000));
            ClaimLine[] lines = new ClaimLine[1 + random.nextInt(6)];
            for (int i = 0; i < lines.length; i++) {
                LocalDate date = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(60));
                String amount = random.nextInt(60_000) + "." + (10 + random.nextInt(90));
                lines[i] = random.nextBoolean()
                        ? days("ROOM_RENT", date, amount, 1 + random.nextInt(9))
                        : line(random.nextBoolean() ? "SURGEON" : "MEDICINES", date, amount);
            }
            Benefit benefit =
                    reckon("S13", family.request(family.facts(family.self()), "" + random.nextInt(40_000), lines));
            assertThat(Money.sum(benefit.consumption().stream()
                            .map(Consumption::amount)
                            .toList()))
                    .isEqualTo(benefit.payable());
            family.sanction(family.self(), benefit);
            for (int year = 2025; year <= 2026; year++) {
                FinancialYear financialYear = new FinancialYear(year);
                Money used = Money.sum(family.past.stream()
                        .filter(row -> financialYear.contains(row.date()))
                        .map(PastUse::amount)
                        .toList());
                assertThat(used.exceeds(Money.of(100_000))).isFalse();
            }
        }
    }
}
