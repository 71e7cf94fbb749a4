package org.ltet.portal.review;

import org.ltet.checks.Input;

/** Where a page of the queue begins: read and written alike, or the beginning. */
public final class QueueKeyFuzz {

    private QueueKeyFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        QueueKey.parse(Input.text(input))
                .ifPresent(key -> Input.holds(
                        QueueKey.parse(key.toString()).filter(key::equals).isPresent(),
                        "another place the second time"));
    }
}
