package org.ltet.portal.payments;

import org.ltet.checks.Input;

/** The bank's free text, as it is kept and as our numbers are looked for in it: no account stays whole, no name is new. */
public final class MatchTextFuzz {

    private MatchTextFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.text(input);
        String kept = BankRemark.of(text, null);
        if (kept != null) {
            Input.holds(kept.length() <= BankRemark.LONGEST, "longer than the column");
            Input.holds(
                    !kept.replaceAll("[VvBb]20[0-9]{7,11}(?![0-9])", "").matches("(?s).*[0-9]{9,}.*"),
                    "an account number stayed whole");
            Input.holds(!Character.isHighSurrogate(kept.charAt(kept.length() - 1)), "half a character at the end");
        }
        NamedInText named = NamedInText.in(text);
        Input.holds(
                named.payments().stream().allMatch(name -> name.matches("V[0-9]{6}-[0-9]{6}-[0-9]")),
                "no reference of ours");
        Input.holds(
                named.vouchers().stream().allMatch(name -> name.matches("V/[0-9]{4}-[0-9]{2}/[0-9]{6}")),
                "no voucher of ours");
        Input.holds(
                named.batches().stream().allMatch(name -> name.matches("B/[0-9]{4}-[0-9]{2}/[0-9]{6}")),
                "no batch of ours");
        Input.holds(Typing.distance(text, text, 2) == 0, "a text differs from itself");
    }
}
