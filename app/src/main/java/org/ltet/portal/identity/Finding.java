package org.ltet.portal.identity;

import java.util.List;

/**
 * Something that stands out, with the values found.
 *
 * @param code message key below "reviews.finding."
 * @param values days as ISO text, roles by their names, numbers as digits
 */
public record Finding(String code, List<String> values) {

    public Finding {
        values = List.copyOf(values);
    }

    static Finding of(String code, Object... values) {
        return new Finding(
                code, java.util.Arrays.stream(values).map(Object::toString).toList());
    }
}
