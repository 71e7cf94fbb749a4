package org.ltet.portal.payments.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.CsvText;
import org.ltet.portal.shared.Money;

/**
 * The lines of a report for programs: codes instead of words, amounts with two places, the sum in the last line. Text
 * that a spreadsheet would take for a formula is made harmless.
 */
final class CsvReport implements ReportSink {

    private final ReportFile file;
    private @Nullable CsvWriter csv;
    private boolean skipping;

    CsvReport(ReportFile file) {
        this.file = file;
    }

    @Override
    public void begin(ReportQuery query, long lines) {
        try {
            csv = CsvWriter.builder().build(new OutputStreamWriter(file.open(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void table(ReportTable table) {
        skipping = table.summary();
        if (!skipping) {
            writer().writeRecord(
                            table.columns().stream().map(ReportColumn::code).toList());
        }
    }

    @Override
    public void row(@Nullable Object... cells) {
        if (skipping) {
            return;
        }
        String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            texts[i] = text(cells[i]);
        }
        writer().writeRecord(texts);
    }

    @Override
    public void total(@Nullable Object... cells) {
        row(cells);
    }

    @Override
    public void finish() throws IOException {
        writer().close();
    }

    private CsvWriter writer() {
        return Objects.requireNonNull(csv, "begin comes first");
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Money money -> money.plain();
            case String text -> CsvText.harmless(text);
            default -> cell.toString();
        };
    }
}
