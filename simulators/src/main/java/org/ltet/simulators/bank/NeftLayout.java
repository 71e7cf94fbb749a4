package org.ltet.simulators.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the customer said that its NEFT text is laid out: what the portal's API gives as the definition of a version, sent on
 * to the bank by a person as one would write to a real one.
 *
 * @param shape DELIMITED or FIXED_WIDTH
 * @param columns of a payment's line
 */
record NeftLayout(
        String shape,
        @Nullable String separator,
        @Nullable List<Column> header,
        List<Column> columns,
        @Nullable List<Column> trailer) {

    record Column(
            String content,
            int width,
            @Nullable String format,
            @Nullable String fill) {}

    record Row(String reference, BigDecimal amount, String account) {}

    /** Reference, amount and account, without which no file can be read. */
    boolean isReadable() {
        return place("REFERENCE") >= 0
                && place("AMOUNT") >= 0
                && place("ACCOUNT") >= 0
                && (isFixed() || (separator != null && separator.length() == 1));
    }

    private boolean isFixed() {
        return "FIXED_WIDTH".equals(shape);
    }

    /** @param lines all lines of the file */
    List<Row> rows(List<String> lines) {
        int first = header == null || header.isEmpty() ? 0 : 1;
        int end = lines.size() - (trailer == null || trailer.isEmpty() ? 0 : 1);
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(Math.min(first, end), end)) {
            List<String> cells = isFixed() ? fixed(line) : delimited(line);
            if (cells.size() == columns.size()) {
                rows.add(new Row(cells.get(place("REFERENCE")), amount(cells), cells.get(place("ACCOUNT"))));
            }
        }
        return rows;
    }

    private BigDecimal amount(List<String> cells) {
        BigDecimal written = new BigDecimal(cells.get(place("AMOUNT")));
        return "PAISE".equals(columns.get(place("AMOUNT")).format()) ? written.movePointLeft(2) : written;
    }

    private int place(String content) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).content().equals(content)) {
                return i;
            }
        }
        return -1;
    }

    /** A line of another length is none of ours. */
    private List<String> fixed(String line) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (Column column : columns) {
            if (from + column.width() > line.length()) {
                return List.of();
            }
            String cell = line.substring(from, from + column.width()).strip();
            cells.add(
                    "ZERO".equals(column.fill()) && column.content().equals("ACCOUNT")
                            ? cell.replaceFirst("^0+", "")
                            : cell);
            from += column.width();
        }
        return from == line.length() ? cells : List.of();
    }

    private List<String> delimited(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char character : line.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && separator != null && character == separator.charAt(0)) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
