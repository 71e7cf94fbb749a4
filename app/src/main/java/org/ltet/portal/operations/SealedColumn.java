package org.ltet.portal.operations;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A column that holds values sealed by {@link FieldCipher}. Contributed as a bean by the module that owns the table, it
 * is sealed anew, row by row, whenever the data key changes.
 *
 * @param key the table's own key column, a UUID
 * @param row the column whose UUID the value is bound to: the key, or in a copy the row that the value came from
 * @param bound table and column that the value is bound to
 */
public record SealedColumn(String table, String column, String key, String row, String bound) {

    private static final Pattern TABLE = Pattern.compile("[a-z_]+\\.[a-z_]+");
    private static final Pattern COLUMN = Pattern.compile("[a-z_]+");

    public SealedColumn {
        if (!TABLE.matcher(table).matches()
                || !COLUMN.matcher(column).matches()
                || !COLUMN.matcher(key).matches()
                || !COLUMN.matcher(row).matches()) {
            throw new IllegalArgumentException("Not a column: " + table + " " + column + " " + key + " " + row);
        }
    }

    /** A column of a table whose rows are known by a UUID in the column id. */
    public static SealedColumn of(String table, String column) {
        return new SealedColumn(table, column, "id", "id", table + "." + column);
    }

    /** The same values copied to another table, still bound to the row that they came from. */
    public SealedColumn copiedTo(String otherTable, String otherColumn, String referringColumn) {
        return new SealedColumn(otherTable, otherColumn, "id", referringColumn, bound);
    }

    /** Where one value belongs: this column of this row. */
    public Cell at(UUID rowId) {
        return new Cell(bound, rowId.toString());
    }

    /** "schema.table.column", under which the work on this column is on record. */
    public String name() {
        return table + "." + column;
    }

    /** The identity of one value; taken along as associated data, so that the value opens nowhere else. */
    public record Cell(String column, String row) {}
}
