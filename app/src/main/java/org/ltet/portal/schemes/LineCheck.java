package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** Judges one bill by the heads and the bill dates of the definition. Pure. */
public final class LineCheck {

    private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(366);
    private static final int OLDEST_YEARS = 3;

    private final SchemeDefinition definition;
    private final Facts facts;
    private final LocalDate submitted;
    private final LocalDate today;
    private final List<AnswerProblem> problems = new ArrayList<>();

    private LineCheck(SchemeDefinition definition, ApplicantFacts applicant, LocalDate today) {
        this.definition = definition;
        this.facts = Facts.of(definition, applicant);
        this.submitted = applicant.today();
        this.today = today;
    }

    /**
     * What is wrong with the line; the field is one of head, date, claimed, quantity, key. What hangs on an answer that
     * the form does not have yet is judged when it has it.
     *
     * @param others the other bills of the application, whose days count together with those of this one
     * @param today until when bills can be dated: also after submission, when the office asks for more
     */
    public static List<AnswerProblem> problems(
            SchemeDefinition definition,
            ClaimLine line,
            List<ClaimLine> others,
            ApplicantFacts applicant,
            LocalDate today) {
        LineCheck check = new LineCheck(definition, applicant, today);
        check.check(line, others);
        return check.problems;
    }

    private void check(ClaimLine line, List<ClaimLine> others) {
        definition
                .head(line.head())
                .ifPresentOrElse(
                        head -> {
                            quantity(head, line, others);
                            key(head, line);
                        },
                        () -> problem("head", "head.unknown", Map.of()));
        date(line.date());
        if (!line.claimed().isPositive()) {
            problem("claimed", "claimed.positive", Map.of());
        } else if (line.claimed().exceeds(Money.of(99_99_99_999))) {
            problem("claimed", "claimed.tooLarge", Map.of());
        }
    }

    private void date(LocalDate date) {
        LocalDate oldest = submitted.minusYears(OLDEST_YEARS);
        SchemeDefinition.BillDates window = definition.billDates();
        if (date.isAfter(today)) {
            problem("date", "date.future", Map.of());
        } else if (date.isBefore(oldest)) {
            problem("date", "date.old", Map.of("min", oldest.toString()));
        } else if (window != null) {
            within(window, date);
        }
    }

    private void within(SchemeDefinition.BillDates window, LocalDate date) {
        String reference = Objects.requireNonNull(definition.referenceDate());
        String since = window.since() == null ? reference : window.since();
        LocalDate first = day(since);
        LocalDate last = day(reference);
        if (first != null && date.isBefore(first.minusMonths(window.monthsBefore()))) {
            outside("date.before", since, first, first.minusMonths(window.monthsBefore()), window.monthsBefore());
        } else if (last != null && date.isAfter(last.plusMonths(window.monthsAfter()))) {
            outside("date.after", reference, last, last.plusMonths(window.monthsAfter()), window.monthsAfter());
        }
    }

    /** Says which answer the bill is too far from, so that whichever of the two is wrong can be mended. */
    private void outside(String code, String field, LocalDate answer, LocalDate bound, int months) {
        Map<String, String> values = new HashMap<>();
        values.put("bound", bound.toString());
        values.put("answer", answer.toString());
        values.put("months", Integer.toString(months));
        label(values, field);
        problem("date", months == 0 ? code + ".same" : code, values);
    }

    private void quantity(SchemeDefinition.Head head, ClaimLine line, List<ClaimLine> others) {
        BigDecimal quantity = line.quantity();
        if (head.unit() == null) {
            if (quantity != null) {
                problem("quantity", "quantity.none", Map.of());
            }
        } else if (quantity == null) {
            problem("quantity", "quantity." + head.unit(), Map.of());
        } else if (quantity.signum() <= 0
                || quantity.stripTrailingZeros().scale() > 0
                || quantity.compareTo(MOST_UNITS) > 0) {
            problem("quantity", "quantity.whole", Map.of("max", MOST_UNITS.toPlainString()));
        } else if (head.during() != null) {
            within(head, head.during(), quantity, elsewhere(head, others));
        }
    }

    private static BigDecimal elsewhere(SchemeDefinition.Head head, List<ClaimLine> others) {
        return others.stream()
                .filter(other -> other.head().equals(head.code()))
                .map(ClaimLine::quantity)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void within(
            SchemeDefinition.Head head, SchemeDefinition.Span span, BigDecimal quantity, BigDecimal elsewhere) {
        LocalDate from = day(span.from());
        LocalDate to = day(span.to());
        if (from == null || to == null || to.isBefore(from)) {
            return;
        }
        long most = ChronoUnit.DAYS.between(from, to) + 1;
        if (quantity.add(elsewhere).compareTo(BigDecimal.valueOf(most)) > 0) {
            Map<String, String> values = new HashMap<>();
            values.put("max", Long.toString(most));
            values.put("from", from.toString());
            values.put("to", to.toString());
            values.put("elsewhere", elsewhere.stripTrailingZeros().toPlainString());
            Findings.put(values, "head", head.label());
            problem("quantity", elsewhere.signum() > 0 ? "quantity.span.others" : "quantity.span", values);
        }
    }

    private void key(SchemeDefinition.Head head, ClaimLine line) {
        String key = line.key();
        boolean fits = head.keys().isEmpty()
                ? key == null
                : key != null && head.key(key).isPresent();
        if (!fits) {
            problem("key", head.keys().isEmpty() ? "key.none" : "key.choose", Map.of());
        }
    }

    private @Nullable LocalDate day(String field) {
        return facts.answerTo(field) instanceof FactValue.Day(LocalDate day) ? day : null;
    }

    private void label(Map<String, String> values, String field) {
        definition.field(field).ifPresent(asked -> Findings.put(values, "label", asked.label()));
    }

    private void problem(String field, String code, Map<String, String> values) {
        problems.add(new AnswerProblem(field, code, values));
    }
}
