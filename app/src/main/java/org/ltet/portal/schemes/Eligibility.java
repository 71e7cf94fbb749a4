package org.ltet.portal.schemes;

import java.util.List;

/**
 * Whether a person qualifies. Before the form is filled some conditions are UNKNOWN: that does not fail. At submission
 * only {@link #certain} will do.
 */
public record Eligibility(Outcome outcome, List<Finding> findings) {

    public Eligibility {
        findings = List.copyOf(findings);
    }

    /** Nothing found so far speaks against it. */
    public boolean eligible() {
        return outcome != Outcome.FAILED;
    }

    /** Every condition is known and holds. */
    public boolean certain() {
        return outcome == Outcome.PASSED;
    }

    /** Why not: the conditions that failed. */
    public List<Finding> failures() {
        return findings.stream().filter(Finding::failed).toList();
    }
}
