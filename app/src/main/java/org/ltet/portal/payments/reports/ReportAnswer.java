package org.ltet.portal.payments.reports;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** The answer to whoever takes a report as a file. */
public final class ReportAnswer {

    private ReportAnswer() {}

    /** Says what comes only when it comes: a refusal is an ordinary page, or problem. */
    public static ReportFile in(HttpServletResponse response, ReportQuery query, ReportFormat format) {
        return () -> {
            response.setContentType(format.mediaType());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"%s-%s.%s\""
                            .formatted(
                                    query.slug(),
                                    String.join("-", query.choices().values()),
                                    format.ending()));
            return response.getOutputStream();
        };
    }
}
