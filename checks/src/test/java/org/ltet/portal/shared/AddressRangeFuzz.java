package org.ltet.portal.shared;

import org.ltet.checks.Input;

/** Ranges of internet addresses as admins type them: none, or one that is read again alike. Names are not looked up. */
public final class AddressRangeFuzz {

    private AddressRangeFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String typed = Input.text(input);
        AddressRange.read(typed).ifPresent(range -> {
            Input.holds(
                    AddressRange.read(range.toString()).filter(range::equals).isPresent(),
                    "another range the second time: " + range);
            String first = range.toString().replaceFirst("/.*", "");
            Input.holds(range.contains(first), "its own first address is not in it: " + range);
        });
    }
}
