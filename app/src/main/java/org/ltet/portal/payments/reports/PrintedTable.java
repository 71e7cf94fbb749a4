package org.ltet.portal.payments.reports;

import java.util.List;

/**
 * One table of a report as it is printed.
 *
 * @param numbers says of each column whether it stands at the right
 */
public record PrintedTable(String title, List<String> heads, List<Boolean> numbers, List<Line> lines) {

    public record Line(List<String> cells, boolean total) {}
}
