package org.ltet.portal.web;

import java.math.BigDecimal;
import java.util.Map;
import org.ltet.checks.Input;
import org.ltet.portal.shared.Money;

/** Amounts, numbers, dates and texts as people type them: read or refused, and what was read is read again alike. */
public final class TypedFuzz {

    private TypedFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String typed = Input.text(input);
        if (Numbers.money(typed) instanceof Numbers.Read.Value<Money>(Money money)) {
            Input.holds(!money.isNegative() && !money.exceeds(Money.MAX), "an amount out of range");
            Input.holds(
                    new Numbers.Read.Value<>(money).equals(Numbers.money(money.display())), "another amount as shown");
            Input.holds(new Numbers.Read.Value<>(money).equals(Numbers.money(money.plain())), "another amount as kept");
        }
        if (Numbers.decimal(typed, 6) instanceof Numbers.Read.Value<BigDecimal>(BigDecimal number)) {
            Input.holds(number.signum() >= 0 && number.precision() - number.scale() <= 10, "a number out of range");
            Input.holds(number.stripTrailingZeros().scale() <= 6, "a number with too many places");
        }
        Dates.read(typed)
                .ifPresent(day -> Input.holds(
                        Dates.read(day.toString()).filter(day::equals).isPresent(), "another date the second time"));
        Form form = Form.of(Map.of("field", typed));
        form.text("field", 200)
                .ifPresent(text -> Input.holds(text.length() <= 200 && text.indexOf('\0') < 0, "an unfit text"));
        form.integer("field", 0, 100).ifPresent(number -> Input.holds(number >= 0 && number <= 100, "out of range"));
        form.date("field")
                .ifPresent(day -> Input.holds(day.getYear() >= 1900 && day.getYear() <= 2100, "no such year"));
    }
}
