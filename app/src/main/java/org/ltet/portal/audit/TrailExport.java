package org.ltet.portal.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail as a file, entry by entry, confidential values masked; that it was taken out is an entry itself. */
@Component
public class TrailExport {

    private final Trail trail;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    TrailExport(Trail trail, ApplicationEventPublisher events, TransactionTemplate transactions) {
        this.trail = trail;
        this.events = events;
        this.transactions = transactions;
    }

    public void write(Trail.Search search, HttpServletResponse response) throws IOException {
        Trail.Extent extent = trail.extent(search);
        transactions.executeWithoutResult(
                status -> events.publishEvent(Audited.of("audit.exported", "auditTrail", "csv")
                        .changed("actor", null, search.actor())
                        .changed("action", null, search.action())
                        .changed("application", null, search.applicationId())
                        .changed("scheme", null, search.schemeCode())
                        .changed("object", null, search.objectId())
                        .changed("from", null, search.from())
                        .changed("to", null, search.to())
                        .changed("rows", null, extent.rows())));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-trail.csv\"");
        try (TrailCsv csv = new TrailCsv(response.getOutputStream(), StandardCharsets.UTF_8)) {
            trail.each(search, extent.last(), csv::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
