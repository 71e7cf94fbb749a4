package org.ltet.portal.identity;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.ltet.checks.Input;
import org.ltet.portal.shared.Refused;

/** Files of role changes, as spreadsheets and people write them: read, or refused as a whole. */
public final class RoleFileFuzz {

    private RoleFileFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        List<ImportLine> lines;
        try {
            lines = ImportRoles.read(new ByteArrayInputStream(input));
        } catch (Refused refused) {
            Input.holds("file".equals(refused.field()), "a refusal that does not point at the file");
            return;
        }
        Input.holds(!lines.isEmpty(), "neither lines nor a refusal");
        for (ImportLine line : lines) {
            Input.holds(line.line() > 0 && line.problem() == null, "a line from nowhere");
            Input.holds(line.cells().keySet().containsAll(ImportRoles.COLUMNS), "a column got lost");
            Input.holds(
                    line.cells().values().stream().allMatch(cell -> cell.equals(cell.strip())), "blanks about a cell");
        }
    }
}
