package org.ltet.portal.review.api;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;

/** Reads what a program sent; what cannot be read is refused with the field's name. */
final class Input {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");

    private Input() {}

    static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refused.invalidField(field, "review.missing", field);
        }
        return text;
    }

    static Money money(String field, @Nullable String text) {
        String amount = required(field, text);
        if (!AMOUNT.matcher(amount).matches()) {
            throw Refused.invalidField(field, "review.amount", field);
        }
        return Money.of(new BigDecimal(amount));
    }

    static ReviewLevel level(String field, @Nullable String text) {
        String name = required(field, text);
        return Arrays.stream(ReviewLevel.values())
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField(field, "review.level"));
    }
}
