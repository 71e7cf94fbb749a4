package org.ltet.portal.intelligence;

import java.util.Map;

/**
 * Something that was decided.
 *
 * @param group for which figures are told apart, as a scheme
 * @param values what was known, by name; what was unknown is left out
 * @param positive what the model is to foresee came about
 */
public record Example(String group, Map<String, Integer> values, boolean positive) {

    public Example {
        values = Map.copyOf(values);
    }
}
