package org.ltet.portal.applications;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ltet.checks.Input;
import org.ltet.portal.schemes.Definitions;
import org.ltet.portal.schemes.SchemeDefinition;

/** Answers and bills of a draft, from a form, the API or a browser that was offline: canonical, or said what is wrong. */
public final class AnswersFuzz {

    private static final List<SchemeDefinition> SCHEMES = List.of(Definitions.of("S01"), Definitions.of("S05"));
    private static final List<String> LINE =
            List.of("head", "billNumber", "billDate", "vendor", "claimed", "quantity", "key");

    private AnswersFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> values = Input.lines(input, LINE.size());
        Map<String, String> typed = new HashMap<>();
        for (int i = 0; i < LINE.size(); i++) {
            typed.put(LINE.get(i), values.get(i));
        }
        try {
            LineInput line = LineInput.read(typed);
            Input.holds(!line.claimed().isNegative(), "an amount below zero");
        } catch (InvalidInput refused) {
            Input.holds(!refused.problems().isEmpty(), "refused without a reason");
        }
        for (SchemeDefinition scheme : SCHEMES) {
            Map<String, String> answers = new HashMap<>();
            for (int i = 0; i < scheme.fields().size(); i++) {
                answers.put(scheme.fields().get(i).code(), values.get(i % values.size()));
            }
            TypedAnswers read = TypedAnswers.read(scheme, answers);
            TypedAnswers again = TypedAnswers.read(scheme, read.canonical());
            Input.holds(again.problems().isEmpty(), "what was canonical is refused: " + again.problems());
            Input.holds(again.canonical().equals(read.canonical()), "another answer the second time");
        }
    }
}
