package org.ltet.portal.applications;

import java.util.List;
import org.ltet.portal.schemes.AnswerProblem;
import org.ltet.portal.schemes.Finding;

/** Something missing or wrong in an application, at one field of one step of the form, so that a link can lead there. */
public sealed interface FormProblem {

    Step step();

    String field();

    /** The steps of the form, in order. */
    enum Step {
        BENEFICIARY,
        DETAILS,
        BILLS,
        DOCUMENTS,
        BANK,
        REVIEW;

        /** As in addresses. */
        public String path() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Said by the form itself: a message key with arguments. */
    record Said(Step step, String field, String key, List<Object> arguments) implements FormProblem {
        public Said {
            arguments = List.copyOf(arguments);
        }
    }

    /** Said by the scheme's definition of a question or a head. */
    record Answer(Step step, String field, AnswerProblem problem) implements FormProblem {}

    /** A condition or a limit of the scheme that does not hold, or is not known to hold. */
    record Condition(Step step, String field, Finding finding) implements FormProblem {}

    static FormProblem said(Step step, String field, String key, Object... arguments) {
        return new Said(step, field, key, List.of(arguments));
    }
}
