package org.ltet.portal.payments.reports;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Dates;

/** Where a page of lines ended: the day of its last line, and the line's own key among those of the day. */
public record Position(LocalDate day, String key) {

    private static final int LONGEST_KEY = 40;

    /** Reads what {@link #toString} wrote; nothing for the first page. */
    static @Nullable Position parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String[] parts = text.split("_", 2);
        Optional<LocalDate> day = Dates.read(parts[0]);
        if (parts.length < 2 || day.isEmpty() || parts[1].length() > LONGEST_KEY || !parts[1].matches("[0-9a-f-]+")) {
            throw Refused.invalid("moneyReports.after");
        }
        return new Position(day.get(), parts[1]);
    }

    @Override
    public String toString() {
        return day + "_" + key;
    }
}
