package org.ltet.portal.schemes;

/** How a condition came out; UNKNOWN when it needs an answer that is not given yet. */
public enum Outcome {
    PASSED,
    FAILED,
    UNKNOWN;

    /** FAILED wins over UNKNOWN, UNKNOWN over PASSED. */
    Outcome and(Outcome other) {
        if (this == FAILED || other == FAILED) {
            return FAILED;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : PASSED;
    }

    /** PASSED wins over UNKNOWN, UNKNOWN over FAILED. */
    Outcome or(Outcome other) {
        if (this == PASSED || other == PASSED) {
            return PASSED;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : FAILED;
    }
}
