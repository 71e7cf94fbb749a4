package org.ltet.portal.people;

import java.util.regex.Pattern;

/**
 * A bank account as a member types it, the number twice.
 *
 * @param number digits only, not yet judged
 */
public record BankAccountEntry(String ifsc, String number, String numberAgain, String holder) {

    /** ASCII digits: banks read no others. */
    static final Pattern NUMBER = Pattern.compile("[0-9]{9,18}");

    static final int LONGEST_HOLDER = 100;

    /** Without the number: it must not find its way into a log. */
    @Override
    public String toString() {
        return "BankAccountEntry[" + ifsc + "]";
    }
}
