package org.ltet.portal.schemes;

import java.util.Map;

/**
 * What is wrong with one answer of a form.
 *
 * @param field code of the field
 * @param code message key below "schemes.answer."
 */
public record AnswerProblem(String field, String code, Map<String, String> values) {

    public AnswerProblem {
        values = Map.copyOf(values);
    }
}
