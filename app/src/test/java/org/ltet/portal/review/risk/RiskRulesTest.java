package org.ltet.portal.review.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.review.risk.RiskRules.Reason;
import org.ltet.portal.review.risk.RiskRules.RiskRule;

@DisplayName("Rules of risk are readable: a fact, a threshold, points (INT-1)")
class RiskRulesTest {

    private static final RiskRules RULES = new RiskRules(
            7,
            30,
            60,
            Instant.parse("2026-11-20T06:00:00Z"),
            "10000017",
            List.of(
                    new RiskRule(Fact.BILLS_OF_OTHERS, 1, 50),
                    new RiskRule(Fact.FILES_AGAIN, 1, 30),
                    new RiskRule(Fact.LOOK_ALIKES, 1, 40),
                    new RiskRule(Fact.ACCOUNT_DAYS, 30, 15),
                    new RiskRule(Fact.PERCENT_OF_SCHEME, 200, 15),
                    new RiskRule(Fact.NEW_VENDORS, 1, 0)));

    private static List<Reason> reasons(Map<Fact, Integer> facts) {
        return RULES.reasons(facts);
    }

    @Test
    void aFactCountsFromItsThresholdOn() {
        assertThat(reasons(Map.of(Fact.PERCENT_OF_SCHEME, 199))).isEmpty();
        assertThat(reasons(Map.of(Fact.PERCENT_OF_SCHEME, 200)))
                .containsExactly(new Reason(Fact.PERCENT_OF_SCHEME, 200, 200, 15));
    }

    @Test
    void orUpToItsThreshold() {
        assertThat(reasons(Map.of(Fact.ACCOUNT_DAYS, 31))).isEmpty();
        assertThat(reasons(Map.of(Fact.ACCOUNT_DAYS, 30))).containsExactly(new Reason(Fact.ACCOUNT_DAYS, 30, 30, 15));
        assertThat(reasons(Map.of(Fact.ACCOUNT_DAYS, 0))).hasSize(1);
    }

    @Test
    void whatIsUnknownCountsNothingAndARuleOfNoPointsIsOff() {
        assertThat(reasons(Map.of())).isEmpty();
        assertThat(reasons(Map.of(Fact.NEW_VENDORS, 9, Fact.LINES, 40, Fact.DOCUMENTS, 40)))
                .isEmpty();
    }

    @Test
    void theHeaviestReasonStandsFirstAndTheScoreIsTheirSumUpToAHundred() {
        Map<Fact, Integer> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.FILES_AGAIN, 1);
        facts.put(Fact.BILLS_OF_OTHERS, 2);
        assertThat(reasons(facts)).extracting(Reason::fact).containsExactly(Fact.BILLS_OF_OTHERS, Fact.FILES_AGAIN);
        assertThat(RiskRules.score(reasons(facts))).isEqualTo(80);
        facts.put(Fact.LOOK_ALIKES, 3);
        assertThat(RiskRules.score(reasons(facts))).isEqualTo(100);
    }

    @Test
    void theBandBeginsExactlyAtItsScore() {
        assertThat(RULES.band(0)).isEqualTo(RiskBand.LOW);
        assertThat(RULES.band(29)).isEqualTo(RiskBand.LOW);
        assertThat(RULES.band(30)).isEqualTo(RiskBand.MEDIUM);
        assertThat(RULES.band(59)).isEqualTo(RiskBand.MEDIUM);
        assertThat(RULES.band(60)).isEqualTo(RiskBand.HIGH);
        assertThat(RULES.band(100)).isEqualTo(RiskBand.HIGH);
    }

    @Test
    @DisplayName("INT-1: no fact says who the person is")
    void noFactIsAProtectedAttribute() {
        assertThat(Arrays.stream(Fact.values()).map(fact -> fact.name().toLowerCase(Locale.ROOT)))
                .noneMatch(name -> List.of(
                                "sex",
                                "gender",
                                "caste",
                                "religion",
                                "disab",
                                "region",
                                "relation",
                                "birth",
                                "age_of",
                                "grade",
                                "name",
                                "ic_",
                                "company",
                                "location",
                                "language")
                        .stream()
                        .anyMatch(name::contains));
    }
}
