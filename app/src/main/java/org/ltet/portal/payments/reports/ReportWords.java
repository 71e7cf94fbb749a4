package org.ltet.portal.payments.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.Debtor;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Dates;
import org.ltet.portal.web.Words;

/** What stands in a file for people: title, choices, heads and cells in the reader's language. */
record ReportWords(Words words, Debtor debtor, Instant madeAt, String madeBy) {

    String trust() {
        return debtor.name();
    }

    String title(ReportQuery query) {
        return words.t("moneyReports.title." + query.slug());
    }

    /** What was chosen, and who made the file when. */
    Map<String, String> facts(ReportQuery query) {
        Map<String, String> facts = new LinkedHashMap<>();
        query.choices()
                .forEach((name, value) -> facts.put(words.t("moneyReports.choice." + name), chosen(name, value)));
        facts.put(words.t("moneyReports.madeAt"), words.dateTime(madeAt));
        facts.put(words.t("moneyReports.madeBy"), madeBy);
        return facts;
    }

    private String chosen(String name, String value) {
        return switch (name) {
            case "from", "to", "on" -> Dates.read(value).map(words::date).orElse(value);
            case "kind" -> words.t("payments.entry." + value);
            case "by", "band", "group" -> words.t("moneyReports." + name + "." + value);
            default -> value;
        };
    }

    String title(ReportTable table) {
        return words.t("moneyReports.table." + table.key());
    }

    String head(ReportColumn column) {
        return words.t("moneyReports.column." + column.code());
    }

    /** A cell as people read it. */
    String text(ReportColumn column, @Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Money money -> words.money(money);
            case LocalDate day -> words.date(day);
            case String text when column.words() != null && !text.isEmpty() -> coded(column, text);
            default -> cell.toString();
        };
    }

    private String coded(ReportColumn column, String code) {
        return words.t(Objects.requireNonNull(column.words()) + code);
    }

    /** The first cell of a line of totals. */
    String total(ReportColumn column, @Nullable Object cell) {
        return ReportSink.TOTAL.equals(cell) ? words.t("moneyReports.total") : text(column, cell);
    }
}
