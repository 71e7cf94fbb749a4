package org.ltet.portal.payments.reports;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.reports.ReportQuery.Ageing;
import org.ltet.portal.payments.reports.ReportQuery.DayBook;
import org.ltet.portal.payments.reports.ReportQuery.Utilisation;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Dates;
import org.springframework.stereotype.Component;

/** Reads what was chosen for a report; what was not chosen gets its standard: this month, this year, today. */
@Component
public class ReportChoices {

    /** The kinds of entries of the ledger. */
    public static final List<String> KINDS =
            List.of("COMMITMENT", "RELEASE", "PAYMENT", "RETURN", "REVERSAL", "CANCELLATION");

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,10}");
    private static final int EARLIEST = 1990;
    private static final int LATEST = 2200;

    private final Clock clock;

    ReportChoices(Clock clock) {
        this.clock = clock;
    }

    public LocalDate today() {
        return IndiaTime.today(clock);
    }

    public ReportQuery read(String slug, Map<String, String> typed) {
        return switch (slug) {
            case "day-book" -> dayBook(typed);
            case "utilisation" -> utilisation(typed);
            case "ageing" -> ageing(typed);
            case "tax" -> tax(typed);
            case "reconciliation" -> reconciliation(typed);
            default -> throw Refused.notFound("report");
        };
    }

    public DayBook dayBook(Map<String, String> typed) {
        LocalDate to = day(typed, "to", today());
        String kind = value(typed, "kind");
        if (kind != null && !KINDS.contains(kind)) {
            throw Refused.invalidField("kind", "moneyReports.kind");
        }
        return new DayBook(new Period(day(typed, "from", to.withDayOfMonth(1)), to), kind, funds(typed));
    }

    public Utilisation utilisation(Map<String, String> typed) {
        LocalDate on = day(typed, "on", today());
        return new Utilisation(
                year(typed, on),
                on,
                Objects.requireNonNullElse(choice(typed, "by", Utilisation.By.class), Utilisation.By.FUND),
                funds(typed));
    }

    public ReportQuery.Tax tax(Map<String, String> typed) {
        return new ReportQuery.Tax(year(typed, today()), funds(typed));
    }

    private static FinancialYear year(Map<String, String> typed, LocalDate on) {
        String year = value(typed, "year");
        return year == null ? FinancialYear.of(on) : parsed("year", "payments.budgetYear", year, FinancialYear::parse);
    }

    public Ageing ageing(Map<String, String> typed) {
        return new Ageing(day(typed, "on", today()), choice(typed, "band", AgeBand.class), funds(typed));
    }

    public ReportQuery.Reconciliation reconciliation(Map<String, String> typed) {
        String month = value(typed, "month");
        YearMonth wanted = month == null
                ? YearMonth.from(today())
                : parsed("month", "moneyReports.month", month, YearMonth::parse);
        if (!likely(wanted.atDay(1))) {
            throw Refused.invalidField("month", "moneyReports.month");
        }
        return new ReportQuery.Reconciliation(wanted, choice(typed, "group", Difference.class));
    }

    private static FundFilter funds(Map<String, String> typed) {
        return new FundFilter(code(typed, "scheme"), code(typed, "ic"));
    }

    private static @Nullable String code(Map<String, String> typed, String field) {
        String code = value(typed, field);
        if (code != null && !CODE.matcher(code).matches()) {
            throw Refused.invalidField(field, "payments.fundCode");
        }
        return code;
    }

    private static LocalDate day(Map<String, String> typed, String field, LocalDate standard) {
        String text = value(typed, field);
        return text == null
                ? standard
                : Dates.read(text)
                        .filter(ReportChoices::likely)
                        .orElseThrow(() -> Refused.invalidField(field, "moneyReports.day"));
    }

    private static boolean likely(LocalDate day) {
        return day.getYear() >= EARLIEST && day.getYear() <= LATEST;
    }

    private static <E extends Enum<E>> @Nullable E choice(Map<String, String> typed, String field, Class<E> type) {
        String text = value(typed, field);
        return text == null ? null : parsed(field, "moneyReports.choice", text, name -> Enum.valueOf(type, name));
    }

    private static <T> T parsed(String field, String code, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Refused.invalidField(field, code);
        }
    }

    private static @Nullable String value(Map<String, String> typed, String field) {
        String text = typed.get(field);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
