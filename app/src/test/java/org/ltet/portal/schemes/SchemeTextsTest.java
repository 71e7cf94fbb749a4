package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What people read of the rules, in both languages (UX-3). */
class SchemeTextsTest {

    static final Locale HINDI = Locale.of("hi");
    static final SchemeTexts TEXTS = new SchemeTexts(messages());

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename("messages/schemes");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    static Stream<SchemeDefinition> catalogue() {
        return Stream.iterate(1, i -> i + 1).limit(14).map(i -> Family.scheme("S%02d".formatted(i)));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void hasWordsForEveryConditionOfTheCatalogueInEveryOutcome(SchemeDefinition definition) {
        List<Condition.Comparison> all = new ArrayList<>();
        definition.beneficiaries().forEach(who -> collect(who.when(), all));
        collect(definition.eligibility(), all);
        for (Condition.Comparison comparison : all) {
            Asked asked = Asked.of(comparison, definition);
            Map<String, String> values = new HashMap<>(asked.values());
            values.put("name", "Asha");
            values.put("found", found(values.get("kind")));
            values.put("on", "2026-09-15");
            values.put("since", "2025-09-15");
            values.put("birthday", "2026-02-28");
            for (Outcome outcome : Outcome.values()) {
                Finding finding = new Finding(asked.code(), outcome, values, false);
                assertThat(TEXTS.explain(finding, Locale.ENGLISH)).isNotBlank().doesNotContain("[");
                assertThat(TEXTS.explain(finding, HINDI)).doesNotContain("[").containsPattern("[\\u0900-\\u097F]");
            }
        }
    }

    private static String found(@Nullable String kind) {
        return switch (FactName.Kind.valueOf(String.valueOf(kind))) {
            case DATE -> "2026-01-15";
            case NUMBER, AGE, PERCENT, MONEY -> "7";
            case YESNO -> "false";
            case CODE, TEXT -> "SOMETHING";
        };
    }

    private static void collect(@Nullable Condition condition, List<Condition.Comparison> found) {
        switch (condition) {
            case null -> {}
            case Condition.All(List<Condition> parts) -> parts.forEach(part -> collect(part, found));
            case Condition.Any(List<Condition> parts) -> parts.forEach(part -> collect(part, found));
            case Condition.Not(Condition inner) -> collect(inner, found);
            case Condition.When(Condition when, Condition then) -> {
                collect(when, found);
                collect(then, found);
            }
            case Condition.Comparison comparison -> found.add(comparison);
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void describesEveryScheme(SchemeDefinition definition) {
        for (Locale locale : List.of(Locale.ENGLISH, HINDI)) {
            assertThat(TEXTS.whoQualifies(definition, locale).toString())
                    .doesNotContain("[[")
                    .isNotEmpty();
            assertThat(TEXTS.whatItPays(definition, locale)).isNotEmpty().noneMatch(line -> line.contains("["));
            assertThat(TEXTS.slabs(definition, locale))
                    .allSatisfy(row -> assertThat(row.choice()).isNotEmpty());
        }
    }

    @Test
    void saysWhatHospitalisationPays() {
        assertThat(TEXTS.whatItPays(Family.scheme("S13"), Locale.ENGLISH))
                .containsExactly(
                        "60 % of the amount admitted",
                        "Reckoned on what is left after insurance or another source paid",
                        "Room rent: at most ₹4,000 a day",
                        "Room rent: at most as many days as lie from “Date of admission” to “Date of discharge”, both counted",
                        "At most ₹1,00,000 in a financial year for the family",
                        "Bills from 2 months before “Date of admission” to 3 months after “Date of discharge”");
        assertThat(TEXTS.whatItPays(Family.scheme("S07"), Locale.ENGLISH))
                .contains(
                        "The amount admitted, in full",
                        "Hearing aid: at most ₹25,000 each",
                        "Hearing aid (Left ear, Right ear): once in 5 financial years");
        assertThat(TEXTS.slabs(Family.scheme("S04"), Locale.ENGLISH))
                .contains(
                        new SchemeTexts.SlabRow("SSC (class 10), HSC (class 12)", "75 % to below 85 %", "₹5,000"),
                        new SchemeTexts.SlabRow("Post-graduation", "90 % and above", "₹1,00,000"));
    }

    @Test
    void saysWhoQualifies() {
        assertThat(TEXTS.whoQualifies(Family.scheme("S05"), Locale.ENGLISH))
                .extracting(Statement::text)
                .containsExactly(
                        "member, spouse, parent",
                        "child",
                        "a listed disease: cancer, kidney failure, heart surgery, organ transplant, stroke, major burns");
    }

    @Test
    void tellsWhyWithTheValuesFound() {
        Family family = Family.serving();
        Eligibility eligibility = EligibilityEngine.judge(
                Family.scheme("S14"), family.facts(family.self(), "certificateDate", "2026-09-01"));
        assertThat(eligibility.findings())
                .extracting(finding -> TEXTS.explain(finding, Locale.ENGLISH))
                .contains("you have completed 17 years of service", "your grade is W");
        assertThat(eligibility.findings())
                .extracting(finding -> TEXTS.explain(finding, HINDI))
                .contains("आपने 17 वर्ष की सेवा पूरी की है");
    }

    @ParameterizedTest
    @CsvSource({"2001-08-31, Asha became 25 on 31 Aug 2026; the scheme ends with that birthday"})
    void tellsWhenAChildBecameTooOld(LocalDate born, String text) {
        Family family = Family.bereaved();
        Eligibility eligibility = EligibilityEngine.judge(
                Family.scheme("S03"), family.facts(family.child(born), "feeDate", "2026-09-01"));
        assertThat(eligibility.failures())
                .extracting(finding -> TEXTS.explain(finding, Locale.ENGLISH))
                .containsExactly(text);
    }

    @Test
    void tellsThatNobodyOfTheFamilyIsCovered() {
        Family family = Family.serving();
        SchemeVersion version =
                new SchemeVersion(UUID.randomUUID(), "S11", 1, Family.scheme("S11"), LocalDate.of(2020, 4, 1), null);
        Prospect prospect = EligibilityEngine.prospect(
                version, family.member(), List.of(family.self(), family.spouse()), Family.TODAY);
        assertThat(prospect.open()).isFalse();
        assertThat(prospect.obstacles())
                .extracting(finding -> TEXTS.explain(finding, Locale.ENGLISH))
                .containsExactly("it is for: child; nobody of them is on your record");
    }
}
