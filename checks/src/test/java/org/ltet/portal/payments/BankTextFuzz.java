package org.ltet.portal.payments;

import org.ltet.checks.Input;

/** Names and remarks on their way into a bank file: only what a bank takes comes out, and none of it begins a new line. */
public final class BankTextFuzz {

    private BankTextFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.text(input);
        for (int length : new int[] {1, 30, 140}) {
            String fit = BankText.of(text, length);
            Input.holds(fit.length() <= length, "longer than the bank takes");
            Input.holds(fit.matches("[A-Za-z0-9/\\-?:().,'+ ]*"), "a character that the bank does not take");
            Input.holds(fit.equals(BankText.of(fit, length)), "another text the second time");
        }
        Input.holds(!BankText.isReference(text) || text.matches("[A-Za-z0-9-]{1,35}"), "no reference of a bank");
    }
}
