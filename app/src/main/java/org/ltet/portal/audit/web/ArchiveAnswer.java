package org.ltet.portal.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.ltet.portal.audit.TrailArchive;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The archive of a month as a download; written to disk first, so that it is on record whole or not at all. */
@Component
public class ArchiveAnswer {

    private final TrailArchive archive;

    ArchiveAnswer(TrailArchive archive) {
        this.archive = archive;
    }

    /** @throws Refused where it is no month, or one that has not ended */
    public void send(String typed, HttpServletResponse response) throws IOException {
        YearMonth month = month(typed);
        Path file = Files.createTempFile("audit-archive", ".gz");
        try {
            archive.write(month, file);
            response.setContentType("application/gzip");
            response.setContentLengthLong(Files.size(file));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-" + month + ".ndjson.gz\"");
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static YearMonth month(String typed) {
        try {
            return YearMonth.parse(typed);
        } catch (DateTimeParseException noMonth) {
            throw Refused.invalidField("month", "audit.noMonth");
        }
    }
}
