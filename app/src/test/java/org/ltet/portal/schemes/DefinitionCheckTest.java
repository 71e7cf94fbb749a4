package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What publishing refuses (ADM-1). */
@DisplayName("A definition is published only when everything in it holds together")
class DefinitionCheckTest {

    @ParameterizedTest
    @MethodSource("org.ltet.portal.schemes.SchemeTextsTest#catalogue")
    void findsNothingWrongWithTheCatalogue(SchemeDefinition definition) {
        assertThat(DefinitionCheck.problems(definition, SchemeTextsTest.TEXTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            S04 | "fact": "answers.firstAttempt"            | "fact": "answers.firstAttemt"             | fact
            S04 | "fact": "beneficiary.age"                 | "fact": "beneficiary.heigth"              | fact
            S04 | "test": "AT_MOST", "values": ["30"]       | "test": "ONE_OF", "values": ["30"]        | test
            S04 | "values": ["30"]                          | "values": ["30", "40"]                    | values
            S04 | "values": ["30"]                          | "values": ["thirty"]                      | value
            S04 | "values": ["SSC", "HSC"]                  | "values": ["SSC", "HCS"]                  | value
            S04 | "reason": "marks"                         | "reason": "markz"                         | reason
            S04 | "from": 75, "below": 85                   | "from": 75, "below": 84                   | slab.gap
            S04 | "from": 75, "below": 85                   | "from": 75, "below": 86                   | slab.two
            S04 | "from": 75, "below": 85                   | "from": 76, "below": 85                   | slab.gap
            S04 | "when": {"level": ["DOCTORATE"]}          | "when": {"level": ["SSC"]}                | slab.none
            S04 | "band": "marks"                           | "band": "board"                           | band
            S04 | "eventKey": ["level"]                     | "eventKey": ["levle"]                     | field
            S04 | "referenceDate": "resultDate"             | "referenceDate": "level"                  | referenceDate
            S04 | "hi": "अंक"                                | "hi": " "                                 | missing
            S04 | "code": "board"                           | "code": "level"                           | twice
            S04 | "code": "S04"                             | "code": "s 4"                             | code
            S04 | "relations": ["CHILD"]                    | "relations": []                           | empty
            S12 | "level": ["INTERNATIONAL"], "result": ["MEDAL"] | "level": ["NATIONAL"], "place": ["FIRST"] | slab.none
            S13 | "percent": 60                             | "percent": 160                            | percent
            S13 | "amount": 100000                          | "amount": 100000.5                        | wholeRupees
            S13 | "unit": "DAY", "perUnit"                  | "perUnit"                                 | unit
            S13 | "since": "admissionDate"                  | "since": "hospital"                       | referenceDate
            S13 | "monthsBefore": 2                         | "monthsBefore": -2                        | negative
            S13 | "referenceDate": "dischargeDate",         | ''                                        | billDates
            S13 | "to": "dischargeDate"                     | "to": "surgery"                           | referenceDate
            S13 | "unit": "DAY", "perUnit"                  | "unit": "PIECE", "perUnit"                | days
            S13 | "of": "answers.dischargeDate"             | "of": "answers.hospital"                  | of
            S13 | "period": "FINANCIAL_YEAR"                | "period": "ACADEMIC_YEAR"                 | period
            S07 | "heads": ["DENTURES"]                     | "heads": ["TEETH"]                        | head
            S07 | "heads": ["HEARING_AID"]                  | "heads": ["SPECTACLES"]                   | eachKey
            S07 | "years": 3                                | "years": 0                                | years
            S13 | "level": "SCRUTINY", "minPayable": 0      | "level": "SCRUTINY", "minPayable": 5      | scrutinyFirst
            S13 | "minPayable": 100001                      | "minPayable": 100                         | levelOrder
            S01 | "fact": "answers.kind", "test": "ONE_OF", "values": ["FIRST"] | "fact": "answers.lastYearMarks", "test": "AT_LEAST", "values": ["1"] | laterField
            S02 | "prefill": "beneficiary.disabilityPercent" | "prefill": "beneficiary.age"              | fact
            """)
    void tellsWhatIsWrong(String code, String part, String replacement, String problem) {
        String json = Family.source(code);
        assertThat(json).contains(part);
        assertThat(DefinitionCheck.problems(
                        DefinitionJson.read(json.replace(part, replacement)), SchemeTextsTest.TEXTS))
                .extracting(DefinitionProblem::code)
                .contains(problem);
    }

    @Test
    void tellsEverythingThatIsMissing() {
        assertThat(DefinitionCheck.problems(DefinitionJson.read("{}"), SchemeTextsTest.TEXTS))
                .extracting(DefinitionProblem::path)
                .containsExactly("code", "name", "category", "summary", "benefit");
    }

    @Test
    void hasWordsForWhatIsWrong() {
        SchemeDefinition wrong = DefinitionJson.read(Family.source("S04").replace("\"below\": 85", "\"below\": 84"));
        assertThat(SchemeTextsTest.TEXTS.problems(DefinitionCheck.problems(wrong, SchemeTextsTest.TEXTS)))
                .contains("benefit.slabs: a gap at SSC 84");
        assertThat(SchemeTextsTest.TEXTS.problem(new DefinitionProblem("code", "missing", Map.of()), Locale.of("hi")))
                .isEqualTo("code नहीं दिया गया है");
    }
}
