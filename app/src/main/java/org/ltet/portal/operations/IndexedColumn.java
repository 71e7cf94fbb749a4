package org.ltet.portal.operations;

import java.util.regex.Pattern;

/**
 * An array of blind indexes beside a sealed value. Contributed as a bean by the module that owns the table, it is made
 * anew, row by row, whenever the index key changes.
 *
 * @param source the sealed value of which the indexes are made
 * @param column bytea[], null where a row has no index
 */
public record IndexedColumn(SealedColumn source, String column) {

    private static final Pattern COLUMN = Pattern.compile("[a-z_]+");

    public IndexedColumn {
        if (!COLUMN.matcher(column).matches()) {
            throw new IllegalArgumentException("Not a column: " + column);
        }
    }

    /** "schema.table.column", under which the work on this column is on record. */
    public String name() {
        return source.table() + "." + column;
    }
}
