package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class DefinitionJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10", "S11", "S12", "S13", "S14"
            })
    void keepsEveryDefinitionOfTheCatalogueThroughWritingAndReading(String code) {
        SchemeDefinition definition = DefinitionJson.read(
                Objects.requireNonNull(getClass().getResourceAsStream("/catalogue/" + code + ".json")));
        assertThat(definition.code()).isEqualTo(code);
        assertThat(DefinitionJson.read(DefinitionJson.write(definition))).isEqualTo(definition);
    }

    @Test
    void refusesAPropertyThatNothingKnows() {
        assertThatThrownBy(() -> DefinitionJson.read("{\"code\":\"S99\",\"benifit\":{\"percent\":50}}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("benifit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1234567890123", "0.001"})
    void refusesAnAmountThatNoFundHas(String amount) {
        assertThatThrownBy(() -> DefinitionJson.read("{\"yearlyBudget\":" + amount + "}"))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"eligibility\":{\"all\":[]}",
                "\"eligibility\":{\"any\":[]}",
                "\"eligibility\":{\"not\":null}",
                "\"eligibility\":{\"when\":{\"fact\":\"member.age\",\"test\":\"BELOW\",\"values\":[\"60\"]}}",
                "\"eligibility\":{\"fact\":\"member.age\",\"values\":[\"60\"]}",
                "\"eligibility\":{\"fact\":\"\",\"test\":\"BELOW\",\"values\":[\"60\"]}",
                "\"eligibility\":{\"fact\":\"member.age\",\"test\":\"BELOW\",\"values\":[]}",
                "\"benefit\":{\"slabs\":[]}",
                "\"benefit\":{\"percent\":null}",
                "\"limits\":[{\"perEvent\":null}]",
                "\"limits\":[{\"amount\":500}]"
            })
    void refusesARuleThatLacksWhatItRulesBy(String part) {
        assertThatThrownBy(() -> DefinitionJson.read("{" + part + "}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageMatching("(?s).*(is missing|is empty).*");
    }
}
