package org.ltet.portal.payments.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.reports.ReportFormat;
import org.ltet.portal.payments.reports.ReportQuery;

/** Addresses of a report as it is shown, or with one thing chosen otherwise. */
public record ReportLinks(ReportQuery query) {

    /** Names and values in turn; null chooses nothing. */
    public String with(@Nullable String... pairs) {
        Map<String, @Nullable String> choices = new LinkedHashMap<>(query.choices());
        for (int i = 0; i < pairs.length; i += 2) {
            choices.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return address("", choices);
    }

    /** The next page; none after the last. */
    public @Nullable String next(@Nullable String after) {
        return after == null ? null : with("after", after);
    }

    public String file(ReportFormat format) {
        Map<String, @Nullable String> choices = new LinkedHashMap<>(query.choices());
        choices.put("format", format.ending());
        return address("/file", choices);
    }

    private String address(String below, Map<String, @Nullable String> choices) {
        StringJoiner address = new StringJoiner("&", "/payments/reports/" + query.slug() + below + "?", "");
        choices.forEach((name, value) -> {
            if (value != null) {
                address.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return address.toString();
    }
}
