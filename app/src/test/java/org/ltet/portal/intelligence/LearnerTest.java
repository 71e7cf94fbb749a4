package org.ltet.portal.intelligence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.intelligence.Figures.Foreseen;

@DisplayName("A model that learns from decisions, and how far it can be trusted (INT-1)")
class LearnerTest {

    private static final long SEED = 20261123;

    /** Cases whose truth is known: the odds rise with what is found, and noise tells nothing. */
    private static List<Example> cases(int many) {
        Random random = new Random(7);
        List<Example> cases = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int found = random.nextInt(4);
            int noise = random.nextInt(50);
            double odds = Math.exp(-2.0 + 2.0 * Math.log1p(found));
            boolean positive = random.nextDouble() < odds / (1 + odds);
            cases.add(new Example(i % 2 == 0 ? "S13" : "S08", Map.of("FOUND", found, "NOISE", noise), positive));
        }
        return cases;
    }

    @Test
    void findsWhatMattersAndSaysHowLikelyItIs() {
        Learner.Learned learned = Learner.learn(cases(4_000), SEED);
        LogisticModel model = learned.model();
        assertThat(weight(model, "FOUND")).isGreaterThan(10 * Math.abs(weight(model, "NOISE")));
        // the true chance with none found is e^-2 / (1 + e^-2), with three found e^0.77 / (1 + e^0.77)
        assertThat(model.estimate(Map.of("FOUND", 0, "NOISE", 25))).isCloseTo(0.119, within(0.04));
        assertThat(model.estimate(Map.of("FOUND", 3, "NOISE", 25))).isCloseTo(0.684, within(0.06));
        assertThat(model.parts(Map.of("FOUND", 3, "NOISE", 25)).getFirst().name())
                .isEqualTo("FOUND");
    }

    private static double weight(LogisticModel model, String name) {
        return Objects.requireNonNull(model.weights().get(name)).weight();
    }

    @Test
    void itsFiguresComeFromCasesThatItHadNotSeenAndAreCalibrated() {
        List<Example> cases = cases(4_000);
        Learner.Learned learned = Learner.learn(cases, SEED);
        assertThat(learned.foreseen()).hasSameSizeAs(cases);
        Figures figures = Figures.of(learned.foreseen());
        assertThat(figures.auc()).isBetween(650, 850);
        assertThat(figures.brier()).isLessThan(figures.brierOfShare());
        for (Figures.Bin bin : figures.bins()) {
            if (bin.count() >= 200) {
                assertThat(bin.observed()).as("bin %s", bin).isCloseTo(bin.estimated(), within(80));
            }
        }
        assertThat(Figures.byGroup(learned.foreseen())).containsOnlyKeys("S08", "S13");
    }

    @Test
    void learnsTheSameFromTheSameAndNothingFromChance() {
        assertThat(Learner.learn(cases(500), SEED)).isEqualTo(Learner.learn(cases(500), SEED));
        Random random = new Random(3);
        List<Example> chance = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            chance.add(new Example("S13", Map.of("NOISE", random.nextInt(50)), random.nextInt(4) == 0));
        }
        Figures figures = Figures.of(Learner.learn(chance, SEED).foreseen());
        assertThat(figures.auc()).isBetween(440, 560);
    }

    @Test
    void whatIsUnknownCountsLikeTheUsual() {
        LogisticModel model = Learner.learn(cases(1_000), SEED).model();
        double none = model.estimate(Map.of());
        assertThat(none).isBetween(model.estimate(Map.of("FOUND", 0)), model.estimate(Map.of("FOUND", 3)));
        assertThat(model.estimate(Map.of("UNHEARD", 99))).isEqualTo(none);
    }

    @Test
    void refusesToLearnFromOneKindOnly() {
        List<Example> alike =
                List.of(new Example("S13", Map.of("FOUND", 1), false), new Example("S13", Map.of("FOUND", 2), false));
        assertThatThrownBy(() -> Learner.learn(alike, SEED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figuresOfCasesReckonedByHand() {
        Figures figures = Figures.of(List.of(
                new Foreseen("S13", 0.1, false),
                new Foreseen("S13", 0.2, true),
                new Foreseen("S13", 0.8, true),
                new Foreseen("S13", 0.9, true),
                new Foreseen("S13", 0.8, false)));
        // (0.01 + 0.64 + 0.04 + 0.01 + 0.64) / 5
        assertThat(figures.brier()).isEqualTo(268);
        assertThat(figures.brierOfShare()).isEqualTo(240);
        // of six pairs: 0.2>0.1, 0.8>0.1, 0.9>0.1, 0.9>0.8 are right, 0.8=0.8 half, 0.2<0.8 wrong
        assertThat(figures.auc()).isEqualTo(750);
        assertThat(figures.bins())
                .containsExactly(
                        new Figures.Bin(10, 20, 1, 100, 0),
                        new Figures.Bin(20, 30, 1, 200, 1000),
                        new Figures.Bin(80, 90, 2, 800, 500),
                        new Figures.Bin(90, 100, 1, 900, 1000));
        assertThat(Figures.of(List.of(new Foreseen("S13", 0.4, true))).auc()).isNull();
    }
}
