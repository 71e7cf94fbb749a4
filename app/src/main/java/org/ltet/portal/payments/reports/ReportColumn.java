package org.ltet.portal.payments.reports;

import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param code its name in CSV files; the words of its head have the key "moneyReports.column." with it
 * @param words for codes: the beginning of the keys of their words
 * @param onPaper whether a PDF has room for it
 */
record ReportColumn(String code, Kind kind, @Nullable String words, boolean onPaper) {

    enum Kind {
        TEXT,
        CODE,
        DAY,
        MONEY,
        COUNT
    }

    static ReportColumn text(String code) {
        return new ReportColumn(code, Kind.TEXT, null, true);
    }

    static ReportColumn coded(String code, String words) {
        return new ReportColumn(code, Kind.CODE, words, true);
    }

    static ReportColumn day(String code) {
        return new ReportColumn(code, Kind.DAY, null, true);
    }

    static ReportColumn money(String code) {
        return new ReportColumn(code, Kind.MONEY, null, true);
    }

    static ReportColumn count(String code) {
        return new ReportColumn(code, Kind.COUNT, null, true);
    }

    ReportColumn notOnPaper() {
        return new ReportColumn(code, kind, words, false);
    }

    boolean number() {
        return kind == Kind.MONEY || kind == Kind.COUNT;
    }
}
