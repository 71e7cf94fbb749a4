package org.ltet.portal.people;

import java.time.Instant;

/**
 * A consent that was given, or taken back.
 *
 * @param textVersion of the words that were shown
 * @param byNumber employee number of who said so, the member or, for them, somebody of the staff
 */
public record ConsentEntry(
        ConsentPurpose purpose, int textVersion, boolean given, Way way, Instant at, String byNumber) {

    /** How it was said. */
    public enum Way {
        SCREEN,
        API,
        STAFF
    }
}
