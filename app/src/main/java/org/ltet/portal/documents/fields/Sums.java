package org.ltet.portal.documents.fields;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.ltet.portal.documents.fields.Amounts.Amount;
import org.ltet.portal.documents.fields.Labels.Meaning;
import org.ltet.portal.documents.fields.Sheet.Row;

/** Tells whether an amount is what the amounts above it in its column come to. */
final class Sums {

    private static final BigDecimal LEAST = BigDecimal.valueOf(20);

    /** Discounts, taxes and rounding between the lines and the total; more would confirm anything. */
    private static final int MOST_ADJUSTMENTS = 4;

    private final Sheet sheet;

    Sums(Sheet sheet) {
        this.sheet = sheet;
    }

    boolean confirm(Amount total) {
        return inColumn(total) || inRows(total);
    }

    /** The last amounts of the rows just above come to it exactly, though printed in no straight column. */
    private boolean inRows(Amount total) {
        if (total.value().compareTo(LEAST) < 0) {
            return false;
        }
        Box box = total.box();
        BigDecimal sum = BigDecimal.ZERO;
        int lines = 0;
        for (Row row : sheet.rows().reversed()) {
            if (row.page() != box.page()
                    || row.line().box().middle() >= box.top()
                    || has(row, Meaning.TOTAL)
                    || has(row, Meaning.OTHER_AMOUNT)) {
                continue;
            }
            List<Amount> amounts = Amounts.in(row.line().words());
            if (!amounts.isEmpty()) {
                sum = sum.add(amounts.getLast().value());
                lines++;
            }
            if (lines > 1 && sum.compareTo(total.value()) == 0) {
                return true;
            }
        }
        return false;
    }

    /** The last amounts of all rows with no label of their own come to it, wherever it stands. */
    boolean linesComeTo(BigDecimal amount) {
        BigDecimal sum = BigDecimal.ZERO;
        int lines = 0;
        for (Row row : sheet.rows()) {
            List<Amount> amounts = Amounts.in(row.line().words()).stream()
                    .filter(Amount::exact)
                    .toList();
            if (!amounts.isEmpty() && !has(row, Meaning.TOTAL) && !has(row, Meaning.OTHER_AMOUNT)) {
                sum = sum.add(amounts.getLast().value());
                lines++;
            }
        }
        return lines > 1 && comesTo(sum, amount);
    }

    private boolean inColumn(Amount total) {
        Box box = total.box();
        List<BigDecimal> lines = new ArrayList<>();
        List<BigDecimal> adjustments = new ArrayList<>();
        List<BigDecimal> subtotals = new ArrayList<>();
        double tolerance = Math.max(box.height(), sheet.page(box.page()).width() * 0.02);
        for (Row row : sheet.rows()) {
            if (row.page() != box.page() || row.line().box().middle() >= box.top()) {
                continue;
            }
            List<Amount> amounts = Amounts.in(row.line().words());
            amounts.stream()
                    .filter(amount -> Math.abs(amount.box().right() - box.right()) <= tolerance)
                    .reduce((first, second) -> second)
                    .ifPresent(amount -> {
                        if (has(row, Meaning.TOTAL) || isSubtotal(row)) {
                            subtotals.add(amount.value());
                        } else if (has(row, Meaning.OTHER_AMOUNT)) {
                            adjustments.add(amount.value());
                        } else {
                            lines.add(amount.value());
                        }
                    });
        }
        BigDecimal sum = lines.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (lines.size() > 1 && reaches(sum, adjustments, total.value())) {
            return true;
        }
        return !adjustments.isEmpty()
                && subtotals.stream()
                        .filter(subtotal -> subtotal.compareTo(total.value()) != 0)
                        .anyMatch(subtotal -> reaches(subtotal, adjustments, total.value()));
    }

    private static boolean has(Row row, Meaning meaning) {
        return row.hits().stream().anyMatch(hit -> hit.meaning() == meaning && !row.endsPhrase(hit));
    }

    private static boolean isSubtotal(Row row) {
        return row.hits().stream().anyMatch(hit -> hit.phrase().text().startsWith("sub"));
    }

    /** Bills are rounded to whole rupees; paise that differ were misread. */
    static boolean comesTo(BigDecimal sum, BigDecimal total) {
        boolean whole = total.stripTrailingZeros().scale() <= 0;
        return whole ? sum.subtract(total).abs().compareTo(BigDecimal.ONE) < 0 : sum.compareTo(total) == 0;
    }

    /** A line costs more than all of them together. */
    boolean hasLineAbove(Amount total) {
        Box box = total.box();
        return sheet.rows().stream()
                .filter(row -> row.page() == box.page() && row.line().box().middle() < box.top())
                .filter(row -> row.hits().isEmpty())
                .flatMap(row -> Amounts.in(row.line().words()).stream())
                .anyMatch(amount -> amount.exact() && amount.value().compareTo(total.value()) > 0);
    }

    /** Each adjustment may be added, taken off or already be part of the sum. */
    private static boolean reaches(BigDecimal sum, List<BigDecimal> adjustments, BigDecimal total) {
        if (comesTo(sum, total)) {
            return true;
        }
        if (adjustments.isEmpty() || adjustments.size() > MOST_ADJUSTMENTS) {
            return false;
        }
        BigDecimal first = adjustments.getFirst();
        List<BigDecimal> rest = adjustments.subList(1, adjustments.size());
        return reaches(sum.subtract(first), rest, total)
                || reaches(sum.add(first), rest, total)
                || reaches(sum, rest, total);
    }
}
