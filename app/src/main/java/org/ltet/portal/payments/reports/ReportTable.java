package org.ltet.portal.payments.reports;

import java.util.List;

/**
 * One table of a report.
 *
 * @param key the words of its title have the key "moneyReports.table." with it
 * @param summary true for sums beside the lines: a CSV file holds the lines only
 */
record ReportTable(String key, List<ReportColumn> columns, boolean summary) {

    static ReportTable summary(String key, ReportColumn... columns) {
        return new ReportTable(key, List.of(columns), true);
    }

    static ReportTable lines(String key, ReportColumn... columns) {
        return new ReportTable(key, List.of(columns), false);
    }
}
