package org.ltet.portal.payments.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Templates;

/** A report to print. The whole of it is laid out in memory, so that it holds only what somebody might read. */
final class PdfReport implements ReportSink {

    /** The most lines of one PDF, about fifty pages. */
    static final long MOST = 2_000;

    private final ReportWords words;
    private final Templates templates;
    private final Pdf pdf;
    private final ReportFile file;
    private final List<PrintedTable> tables = new ArrayList<>();
    private @Nullable ReportQuery query;
    private @Nullable ReportTable table;

    PdfReport(ReportWords words, Templates templates, Pdf pdf, ReportFile file) {
        this.words = words;
        this.templates = templates;
        this.pdf = pdf;
        this.file = file;
    }

    @Override
    public void begin(ReportQuery wanted, long lines) {
        if (lines > MOST) {
            throw Refused.invalid("moneyReports.tooManyForPdf", MOST, lines);
        }
        query = wanted;
    }

    @Override
    public void table(ReportTable next) {
        table = next;
        List<ReportColumn> columns =
                next.columns().stream().filter(ReportColumn::onPaper).toList();
        tables.add(new PrintedTable(
                words.title(next),
                columns.stream().map(words::head).toList(),
                columns.stream().map(ReportColumn::number).toList(),
                new ArrayList<>()));
    }

    @Override
    public void row(@Nullable Object... cells) {
        add(false, cells);
    }

    @Override
    public void total(@Nullable Object... cells) {
        add(true, cells);
    }

    private void add(boolean total, @Nullable Object... cells) {
        List<ReportColumn> columns =
                Objects.requireNonNull(table, "table comes first").columns();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            ReportColumn column = columns.get(i);
            if (column.onPaper()) {
                texts.add(total ? words.total(column, cells[i]) : words.text(column, cells[i]));
            }
        }
        tables.getLast().lines().add(new PrintedTable.Line(texts, total));
    }

    @Override
    public void finish() throws IOException {
        ReportQuery of = Objects.requireNonNull(query, "begin comes first");
        String page = templates.render(
                "payments/reportPrint",
                Map.of(
                        "language",
                        words.words().locale().getLanguage(),
                        "trust",
                        words.trust(),
                        "title",
                        words.title(of),
                        "facts",
                        words.facts(of),
                        "tables",
                        tables));
        pdf.render(page, file.open());
    }
}
