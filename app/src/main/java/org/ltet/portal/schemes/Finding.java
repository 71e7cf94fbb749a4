package org.ltet.portal.schemes;

import java.util.Map;

/**
 * One thing the rules looked at and what they found.
 *
 * @param code stable reason code; {@link SchemeTexts#explain} has its words
 * @param values what was found and what is required, canonical ("59.99", "2026-04-02"); a value that has its own Hindi
 *     words stands a second time under its name with ".hi"
 * @param waivable the head may waive this condition with a reason
 */
public record Finding(String code, Outcome outcome, Map<String, String> values, boolean waivable) {

    public Finding {
        values = Map.copyOf(values);
    }

    static Finding failed(String code, Map<String, String> values) {
        return new Finding(code, Outcome.FAILED, values, false);
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    public boolean failed() {
        return outcome == Outcome.FAILED;
    }
}
