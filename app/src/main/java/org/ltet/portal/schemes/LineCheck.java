package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ltet.portal.shared.Money;

/** Judges one bill by the heads of the definition. Pure. */
public final class LineCheck {

    private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(366);
    private static final int OLDEST_YEARS = 3;

    private LineCheck() {}

    /** What is wrong with the line; the field is one of head, date, claimed, quantity, key. */
    public static List<AnswerProblem> problems(SchemeDefinition definition, ClaimLine line, LocalDate today) {
        List<AnswerProblem> problems = new ArrayList<>();
        definition
                .head(line.head())
                .ifPresentOrElse(
                        head -> {
                            quantity(head, line, problems);
                            key(head, line, problems);
                        },
                        () -> problems.add(new AnswerProblem("head", "head.unknown", Map.of())));
        if (line.date().isAfter(today)) {
            problems.add(new AnswerProblem("date", "date.future", Map.of()));
        } else if (line.date().isBefore(today.minusYears(OLDEST_YEARS))) {
            problems.add(new AnswerProblem(
                    "date",
                    "date.old",
                    Map.of("min", today.minusYears(OLDEST_YEARS).toString())));
        }
        if (!line.claimed().isPositive()) {
            problems.add(new AnswerProblem("claimed", "claimed.positive", Map.of()));
        } else if (line.claimed().exceeds(Money.of(99_99_99_999))) {
            problems.add(new AnswerProblem("claimed", "claimed.tooLarge", Map.of()));
        }
        return problems;
    }

    private static void quantity(SchemeDefinition.Head head, ClaimLine line, List<AnswerProblem> problems) {
        BigDecimal quantity = line.quantity();
        if (head.unit() == null) {
            if (quantity != null) {
                problems.add(new AnswerProblem("quantity", "quantity.none", Map.of()));
            }
        } else if (quantity == null) {
            problems.add(new AnswerProblem("quantity", "quantity." + head.unit(), Map.of()));
        } else if (quantity.signum() <= 0
                || quantity.stripTrailingZeros().scale() > 0
                || quantity.compareTo(MOST_UNITS) > 0) {
            problems.add(new AnswerProblem("quantity", "quantity.whole", Map.of("max", MOST_UNITS.toPlainString())));
        }
    }

    private static void key(SchemeDefinition.Head head, ClaimLine line, List<AnswerProblem> problems) {
        String key = line.key();
        boolean fits = head.keys().isEmpty()
                ? key == null
                : key != null && head.key(key).isPresent();
        if (!fits) {
            problems.add(new AnswerProblem("key", head.keys().isEmpty() ? "key.none" : "key.choose", Map.of()));
        }
    }
}
