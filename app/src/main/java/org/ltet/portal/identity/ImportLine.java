package org.ltet.portal.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of role changes.
 *
 * @param line its number in the file, the heading being 1
 * @param cells as they stand in the file, by column
 * @param problem why it cannot be done; null when it can
 */
public record ImportLine(
        int line, Map<String, String> cells, @Nullable Problem problem) {

    /**
     * @param code message key below "refused."
     * @param column at fault, empty for the whole line
     */
    public record Problem(String code, String column, List<String> arguments) {}

    public String cell(String column) {
        return cells.getOrDefault(column, "");
    }
}
