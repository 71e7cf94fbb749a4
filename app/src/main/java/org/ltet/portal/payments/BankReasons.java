package org.ltet.portal.payments;

import java.util.Set;

/** The bank's reason codes that have words of their own; for others the bank's own text is shown. */
public final class BankReasons {

    private static final Set<String> ACCOUNT = Set.of("AC01", "AC03", "AC04", "AC06", "BE01", "BE04", "RC01", "RC04");
    private static final Set<String> OTHERS =
            Set.of("AG01", "AM02", "AM04", "AM05", "CUST", "FF01", "MD07", "MS02", "MS03", "NARR", "TM01");

    /** Where the bank gives no code at all. */
    public static final String NONE = "NONE";

    private BankReasons() {}

    /** The message key's last part for a code. */
    public static String key(String code) {
        return ACCOUNT.contains(code) || OTHERS.contains(code) || code.equals(NONE) ? code : "other";
    }

    /** Whether other bank details of the member would help. */
    static boolean memberCanMend(String code) {
        return ACCOUNT.contains(code);
    }
}
