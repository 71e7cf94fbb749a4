package org.ltet.portal.payments.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;

/** Which report, and of what: as it stands in addresses, in the trail and at the head of a file. */
public sealed interface ReportQuery {

    /** The name of the report in addresses. */
    String slug();

    /** What was chosen, by the names of the parameters; what was left open is not in it. */
    Map<String, String> choices();

    /** Every entry of some days, of one kind or of all. */
    record DayBook(Period period, @Nullable String kind, FundFilter funds) implements ReportQuery {

        @Override
        public String slug() {
            return "day-book";
        }

        @Override
        public Map<String, String> choices() {
            return chosen(
                    "from", period.from(), "to", period.to(), "kind", kind, "scheme", funds.scheme(), "ic", funds.ic());
        }
    }

    /** What became of the budgets of a year, as it stood at the end of a day. */
    record Utilisation(FinancialYear year, LocalDate on, By by, FundFilter funds) implements ReportQuery {

        /** What makes one line. */
        public enum By {
            FUND,
            SCHEME,
            COMPANY
        }

        @Override
        public String slug() {
            return "utilisation";
        }

        @Override
        public Map<String, String> choices() {
            return chosen("year", year, "on", on, "by", by, "scheme", funds.scheme(), "ic", funds.ic());
        }
    }

    /** What was sanctioned and not paid at the end of a day, by its age. */
    record Ageing(LocalDate on, @Nullable AgeBand band, FundFilter funds) implements ReportQuery {

        @Override
        public String slug() {
            return "ageing";
        }

        @Override
        public Map<String, String> choices() {
            return chosen("on", on, "band", band, "scheme", funds.scheme(), "ic", funds.ic());
        }
    }

    /** What each member was paid in a year. */
    record Tax(FinancialYear year, FundFilter funds) implements ReportQuery {

        @Override
        public String slug() {
            return "tax";
        }

        @Override
        public Map<String, String> choices() {
            return chosen("year", year, "scheme", funds.scheme(), "ic", funds.ic());
        }
    }

    /** A month of the ledger against the same month of the bank. */
    record Reconciliation(YearMonth month, @Nullable Difference group) implements ReportQuery {

        @Override
        public String slug() {
            return "reconciliation";
        }

        @Override
        public Map<String, String> choices() {
            return chosen("month", month, "group", group);
        }
    }

    private static Map<String, String> chosen(@Nullable Object... pairs) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                choices.put(String.valueOf(pairs[i]), value.toString());
            }
        }
        return choices;
    }
}
