package org.ltet.portal.payments;

import java.util.Arrays;
import java.util.List;

/**
 * One thing that speaks for or against a match, with its weight.
 *
 * @param about what it was seen in, as a reference or a number of days; may be empty
 */
public record MatchReason(Code code, int points, String about) {

    /** What is looked at, in the order in which people read it. */
    public enum Code {
        REFERENCE_IN_TEXT,
        BATCH_IN_TEXT,
        VOUCHER_IN_TEXT,
        APPLICATION_IN_TEXT,
        REFERENCE_NEARLY,
        SAME_REFERENCE,
        EMPLOYEE_IN_TEXT,
        ACCOUNT_IN_TEXT,
        NAME_IN_TEXT,
        AMOUNT_EQUAL,
        SUM_EQUAL,
        WHOLE_BATCH,
        AMOUNT_DIFFERS,
        ONLY_ONE_OF_AMOUNT,
        SEVERAL_OF_AMOUNT,
        DATE_NEAR,
        DATE_FAR,
        BEFORE_RELEASE,
        NOT_WITH_BANK
    }

    private static final String SEPARATOR = "|";

    /** As it is kept with a proposal. */
    String kept() {
        return code + SEPARATOR + points + SEPARATOR + about;
    }

    static MatchReason read(String kept) {
        String[] parts = kept.split("\\|", 3);
        return new MatchReason(Code.valueOf(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }

    static List<MatchReason> readAll(String[] kept) {
        return Arrays.stream(kept).map(MatchReason::read).toList();
    }
}
