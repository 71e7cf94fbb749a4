package org.ltet.portal.applications;

import java.util.List;

/** What was sent cannot be accepted, with every reason at once; nothing was changed. */
public class InvalidInput extends RuntimeException {

    private final transient List<FormProblem> problems;

    InvalidInput(List<FormProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<FormProblem> problems() {
        return problems;
    }

    static void throwIfAny(List<FormProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }
}
