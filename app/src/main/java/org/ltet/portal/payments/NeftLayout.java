package org.ltet.portal.payments;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The NEFT text layout a bank asked for: which columns stand on a payment's line, in which order, and what separates
 * them. Every file has a header line (H), one line a payment (D) and a trailer line (T) with the control totals.
 *
 * @param separator between columns; cut out of the values themselves
 * @param columns columns of a payment's line
 */
@ConfigurationProperties("portal.payments.neft")
record NeftLayout(
        @DefaultValue("|") String separator,

        @DefaultValue({"REFERENCE", "AMOUNT", "DATE", "DEBTOR_ACCOUNT", "IFSC", "ACCOUNT", "NAME", "REMARK"})
        List<Column> columns) {

    static final String LINE_END = "\r\n";

    /** What a column of a payment's line holds, and its greatest width. */
    enum Column {
        REFERENCE(35),
        AMOUNT(16),
        DATE(10),
        DEBTOR_ACCOUNT(34),
        IFSC(11),
        ACCOUNT(34),
        NAME(50),
        REMARK(30);

        private final int width;

        Column(int width) {
            this.width = width;
        }

        int width() {
            return width;
        }
    }

    NeftLayout {
        if (separator.length() != 1 || columns.isEmpty()) {
            throw new IllegalArgumentException("portal.payments.neft needs one separating character and columns");
        }
        columns = List.copyOf(columns);
    }

    String header(Debtor debtor, FileTotals totals) {
        return line("H", debtor.id(), totals.messageId(), totals.executionDate().toString());
    }

    String payment(Debtor debtor, FileTotals totals, Instruction instruction) {
        return "D" + separator
                + columns.stream()
                        .map(column -> fitted(column, value(column, debtor, totals, instruction)))
                        .collect(Collectors.joining(separator))
                + LINE_END;
    }

    String trailer(FileTotals totals) {
        return line("T", Integer.toString(totals.count()), totals.sum().plain());
    }

    private static String value(Column column, Debtor debtor, FileTotals totals, Instruction instruction) {
        return switch (column) {
            case REFERENCE -> instruction.endToEndId();
            case AMOUNT -> instruction.amount().plain();
            case DATE -> totals.executionDate().toString();
            case DEBTOR_ACCOUNT -> debtor.account();
            case IFSC -> instruction.ifsc();
            case ACCOUNT -> instruction.account();
            case NAME -> BankText.of(instruction.name(), column.width());
            case REMARK -> BankText.of(instruction.remark(), column.width());
        };
    }

    private String fitted(Column column, String value) {
        String safe = value.replace(separator, " ");
        if (safe.length() > column.width()) {
            throw new IllegalStateException(column + " is longer than " + column.width() + " characters");
        }
        return safe;
    }

    private String line(String... parts) {
        return String.join(separator, parts) + LINE_END;
    }
}
