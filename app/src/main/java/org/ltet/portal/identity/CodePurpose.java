package org.ltet.portal.identity;

/** What a one-time code is good for. */
public enum CodePurpose {
    /** To set a password: the first one, or a new one for one forgotten. */
    PASSWORD,
    /** To end the lock after failed sign-ins. */
    UNLOCK
}
