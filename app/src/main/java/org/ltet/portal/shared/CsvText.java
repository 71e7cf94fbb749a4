package org.ltet.portal.shared;

import org.jspecify.annotations.Nullable;

/** Text for a cell of a CSV file. */
public final class CsvText {

    private static final String STARTS_OF_FORMULAS = "=+-@|%";

    private CsvText() {}

    /** Text that a spreadsheet would take for a formula gets an apostrophe before it; null becomes empty. */
    public static String harmless(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return isFormula(text) ? "'" + text : text;
    }

    /** Whether a spreadsheet might reckon with it, be it after blanks. */
    public static boolean isFormula(String text) {
        String start = text.stripLeading();
        return (!start.isEmpty() && STARTS_OF_FORMULAS.indexOf(start.charAt(0)) >= 0)
                || (!text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0);
    }
}
