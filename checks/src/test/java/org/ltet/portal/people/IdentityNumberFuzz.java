package org.ltet.portal.people;

import org.ltet.checks.Input;

/** PAN and Aadhaar as people type them: taken only in their form, and masked so that they cannot be told from it. */
public final class IdentityNumberFuzz {

    private IdentityNumberFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String typed = Input.text(input);
        for (IdentityNumber kind : IdentityNumber.values()) {
            String tidy = kind.tidy(typed);
            Input.holds(tidy.equals(kind.tidy(tidy)), "another number the second time");
            if (kind.problem(tidy).isEmpty()) {
                Input.holds(
                        tidy.matches(kind == IdentityNumber.PAN ? "[A-Z]{3}P[A-Z][0-9]{4}[A-Z]" : "[2-9][0-9]{11}"),
                        "no such number");
                String other = kind == IdentityNumber.PAN
                        ? tidy.substring(0, 3) + "????" + tidy.substring(7)
                        : "????????" + tidy.substring(8);
                Input.holds(kind.masked(tidy).equals(kind.masked(other)), "shown in clear");
            }
        }
    }
}
