package org.ltet.portal.schemes;

import java.util.List;
import java.util.Map;

/** Judges the answers of a form by its definition; pure. */
public final class AnswerCheck {

    private AnswerCheck() {}

    /** The questions to be asked, given the answers so far. */
    public static List<SchemeDefinition.Field> visibleFields(
            SchemeDefinition.Group group, Map<String, String> answers) {
        throw new UnsupportedOperationException("follows: " + group + answers);
    }

    /** Everything wrong with the answers of one page, in the order of its fields; answers to hidden fields do not count. */
    public static List<AnswerProblem> problems(SchemeDefinition.Group group, Map<String, String> answers) {
        throw new UnsupportedOperationException("follows: " + group + answers);
    }

    /** The documents that must be attached, given the answers. */
    public static List<SchemeDefinition.Document> requiredDocuments(
            SchemeDefinition definition, Map<String, String> answers) {
        throw new UnsupportedOperationException("follows: " + definition + answers);
    }
}
