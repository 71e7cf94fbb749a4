package org.ltet.portal.payments.reports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a report line by line. Cells are texts, codes, days, Money, counts, or null where there is nothing, in the order
 * of the columns of the table that was begun last.
 */
interface ReportSink {

    /** Stands in the first cell of a line of totals. */
    String TOTAL = "TOTAL";

    /** Before anything else; refuses what does not fit into such a file. */
    void begin(ReportQuery query, long lines);

    void table(ReportTable table);

    void row(@Nullable Object... cells);

    void total(@Nullable Object... cells);

    /** Only what was finished is a whole file. */
    void finish() throws IOException;
}
