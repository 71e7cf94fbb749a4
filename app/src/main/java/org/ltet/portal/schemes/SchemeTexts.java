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
}
