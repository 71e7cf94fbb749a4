package org.ltet.portal.payments.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.reports.ReportColumn.Kind;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;

/**
 * A report as an Excel workbook, a sheet for each table. Amounts are numbers in Indian grouping, days are dates, all else
 * is text and never a formula. Lines leave memory a thousand at a time.
 */
final class ExcelReport implements ReportSink {

    /** What a sheet of Excel holds, less its head. */
    static final long MOST = 1_000_000;

    private static final String RUPEES = "[>=10000000]##\\,##\\,##\\,##0.00;[>=100000]##\\,##\\,##0.00;#,##0.00";
    private static final String DAY = "dd mmm yyyy";

    private final ReportWords words;
    private final ReportFile file;
    private @Nullable Workbook book;
    private @Nullable Worksheet sheet;
    private @Nullable ReportTable table;
    private @Nullable ReportQuery query;
    private int line;

    ExcelReport(ReportWords words, ReportFile file) {
        this.words = words;
        this.file = file;
    }

    @Override
    public void begin(ReportQuery wanted, long lines) {
        if (lines > MOST) {
            throw Refused.invalid("moneyReports.tooManyForExcel", MOST, lines);
        }
        query = wanted;
        try {
            book = new Workbook(file.open(), "LTET Employee Trust Portal", "1.0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void table(ReportTable next) {
        finishSheet();
        Worksheet begun = Objects.requireNonNull(book, "begin comes first").newWorksheet(words.title(next));
        sheet = begun;
        table = next;
        line = 0;
        for (int i = 0; i < next.columns().size(); i++) {
            begun.width(i, width(next.columns().get(i)));
        }
        ReportQuery of = Objects.requireNonNull(query);
        begun.inlineString(line, 0, words.trust());
        begun.style(line++, 0).bold().set();
        begun.inlineString(line, 0, words.title(of));
        begun.style(line++, 0).bold().fontSize(14).set();
        for (Map.Entry<String, String> fact : words.facts(of).entrySet()) {
            begun.inlineString(line, 0, fact.getKey());
            begun.inlineString(line++, 1, fact.getValue());
        }
        line++;
        for (int i = 0; i < next.columns().size(); i++) {
            ReportColumn column = next.columns().get(i);
            begun.inlineString(line, i, words.head(column));
            begun.style(line, i)
                    .bold()
                    .fillColor("E2E8F0")
                    .horizontalAlignment(column.number() ? "right" : "left")
                    .set();
        }
        begun.freezePane(0, ++line);
    }

    private static int width(ReportColumn column) {
        return switch (column.kind()) {
            case MONEY, CODE -> 20;
            case DAY -> 14;
            case COUNT -> 10;
            case TEXT -> 24;
        };
    }

    @Override
    public void row(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            cell(i, cells[i], false);
        }
        line++;
        if (line % Snapshot.FETCHED == 0) {
            try {
                current().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void total(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            cell(i, cells[i], true);
        }
        line++;
    }

    private void cell(int at, @Nullable Object cell, boolean bold) {
        if (cell == null) {
            return;
        }
        Worksheet into = current();
        ReportColumn column = Objects.requireNonNull(table).columns().get(at);
        switch (cell) {
            case Money money -> into.value(line, at, money.amount());
            case Long count -> into.value(line, at, count);
            case LocalDate day -> into.value(line, at, day);
            default -> into.inlineString(line, at, bold ? words.total(column, cell) : words.text(column, cell));
        }
        String format = column.kind() == Kind.MONEY ? RUPEES : column.kind() == Kind.DAY ? DAY : null;
        if (format != null || bold) {
            var style = into.style(line, at);
            if (format != null) {
                style.format(format);
            }
            if (bold) {
                style.bold();
            }
            style.set();
        }
    }

    private Worksheet current() {
        return Objects.requireNonNull(sheet, "table comes first");
    }

    private void finishSheet() {
        if (sheet != null) {
            try {
                sheet.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void finish() throws IOException {
        finishSheet();
        Objects.requireNonNull(book, "begin comes first").finish();
    }
}
