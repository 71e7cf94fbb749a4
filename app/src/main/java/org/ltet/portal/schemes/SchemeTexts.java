package org.ltet.portal.schemes;

import java.util.Locale;
import org.springframework.stereotype.Component;

/** Puts findings, benefit steps and balances into words. */
@Component
public class SchemeTexts {

    public String explain(Finding finding, Locale locale) {
        throw new UnsupportedOperationException("no words yet: " + finding + locale);
    }

    public String step(BenefitStep step, Locale locale) {
        throw new UnsupportedOperationException("no words yet: " + step + locale);
    }

    public String balance(Balance balance, Locale locale) {
        throw new UnsupportedOperationException("no words yet: " + balance + locale);
    }

    /** The code of the words for a comparison: of the fact itself, or of the kind of an answer. */
    static String code(Condition.Comparison comparison, FactName.Kind kind) {
        String subject = FactName.answer(comparison.fact()).isPresent()
                ? "answer." + kind.name().toLowerCase(Locale.ROOT)
                : comparison.fact();
        return subject + "." + camel(comparison.test());
    }

    private static String camel(Condition.Test test) {
        StringBuilder name = new StringBuilder();
        for (String word : test.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
