package org.ltet.portal.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * One attempt to get into an account.
 *
 * @param device browser and system as the request named them; a hint, not a proof
 */
public record SignInEntry(UUID id, Instant at, Outcome outcome, String address, String device) {

    public enum Outcome {
        SIGNED_IN,
        WRONG_PASSWORD,
        LOCKED,
        OUTSIDE
    }
}
