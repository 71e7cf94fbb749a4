package org.ltet.portal.people;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a member is asked to agree to. Everything else that the portal does with personal data rests on the member's own
 * application or on the employment (Digital Personal Data Protection Act 2023, section 7), and is told by the notice.
 */
public enum ConsentPurpose {
    /** The notice of section 5 was read; it is no consent, and is asked for again when its text changes. */
    NOTICE(1),
    /** The PAN is kept to report tax deducted at source. */
    PAN(1),
    /** The Aadhaar number is kept to tell apart people of the same name. */
    AADHAAR(1);

    private final int textVersion;

    ConsentPurpose(int textVersion) {
        this.textVersion = textVersion;
    }

    /** Of the text shown today: the message {@code people.consent.<purpose>}. */
    public int textVersion() {
        return textVersion;
    }

    public static Optional<ConsentPurpose> read(String name) {
        return Stream.of(values())
                .filter(purpose -> purpose.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
