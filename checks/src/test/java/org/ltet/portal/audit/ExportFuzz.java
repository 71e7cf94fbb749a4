package org.ltet.portal.audit;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.ltet.checks.Input;

/** The trail as CSV: one record each, no field begins a formula, and none loses what it held; keys of entries. */
public final class ExportFuzz {

    private ExportFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.text(input);
        Trail.Key.read(text).ifPresent(key -> {
            Input.holds(Trail.Key.read(key.toString()).filter(key::equals).isPresent(), "another key the second time");
            Input.holds(key.at().getYear() > 0, "no such time");
        });
        Trail.Entry entry = new Trail.Entry(
                1, Instant.EPOCH, text, text, "MEMBER", text, "a.b", "account", text, null, text, List.of(), text);
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try (TrailCsv writer = new TrailCsv(csv, StandardCharsets.UTF_8)) {
            writer.write(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv.toString(StandardCharsets.UTF_8)).stream()
                .toList();
        Input.holds(records.size() == 2, "not one record");
        for (int field : new int[] {2, 3, 5, 8, 12}) {
            String cell = records.get(1).getField(field);
            Input.holds(cell.isBlank() || "=+-@|%".indexOf(cell.strip().charAt(0)) < 0, "a formula: " + cell);
            Input.holds(cell.equals(text) || cell.equals("'" + text), "not what it was");
        }
    }
}
