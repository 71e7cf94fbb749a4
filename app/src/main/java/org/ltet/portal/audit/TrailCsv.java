package org.ltet.portal.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ltet.portal.shared.CsvText;

/** The trail as CSV, entry by entry; text that a spreadsheet would take for a formula is made harmless. */
final class TrailCsv implements Closeable {

    private final CsvWriter csv;

    TrailCsv(OutputStream target, Charset charset) {
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(target, charset));
        csv.writeRecord(
                "id",
                "at",
                "actor",
                "name",
                "roles",
                "from",
                "action",
                "object",
                "objectId",
                "application",
                "scheme",
                "changes",
                "reason");
    }

    void write(Trail.Entry entry) {
        csv.writeRecord(
                Long.toString(entry.id()),
                entry.at().toString(),
                CsvText.harmless(entry.actorNumber()),
                CsvText.harmless(entry.actorName()),
                entry.actorRoles(),
                CsvText.harmless(entry.fromAddress()),
                entry.action(),
                entry.objectType(),
                CsvText.harmless(entry.objectId()),
                Objects.toString(entry.applicationId(), ""),
                CsvText.harmless(entry.schemeCode()),
                CsvText.harmless(entry.changes().stream().map(Object::toString).collect(Collectors.joining("; "))),
                CsvText.harmless(entry.reason()));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
