package org.ltet.portal.operations.spi;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why the trust may or must keep data although their owner wants them erased, or may refuse a wish. The words, each with
 * its source in the law, are the messages {@code ground.<name>}.
 */
public enum LegalGround {
    /** Books and papers behind payments and decisions on money. */
    BOOKS_OF_ACCOUNT,
    /** The employment goes on, and with it the benefits that rest on it. */
    EMPLOYMENT,
    /** A matter of the member's own is still open. */
    OPEN_MATTER,
    /** What was done in the portal, and by whom, for the security of all. */
    SECURITY_RECORD,
    /** A court, an auditor or an inquiry needs it. */
    LEGAL_HOLD,
    /** It would tell of somebody else. */
    OTHERS_RIGHTS,
    /** The person who asks could not be shown to be the person concerned. */
    NOT_IDENTIFIED;

    public static Optional<LegalGround> read(String name) {
        return Stream.of(values()).filter(ground -> ground.name().equals(name)).findFirst();
    }
}
