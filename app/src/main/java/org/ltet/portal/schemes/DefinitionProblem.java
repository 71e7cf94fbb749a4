package org.ltet.portal.schemes;

import java.util.Map;

/**
 * What is wrong with a definition.
 *
 * @param path where, as "form.marks.min"
 * @param code message key below "schemes.definition."
 */
public record DefinitionProblem(String path, String code, Map<String, String> values) {

    public DefinitionProblem {
        values = Map.copyOf(values);
    }
}
