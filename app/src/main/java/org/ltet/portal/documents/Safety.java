package org.ltet.portal.documents;

/** Whether a document may be opened, as far as viruses go. */
public enum Safety {
    /** Looked through, or made by the portal itself, or no scanner is configured. */
    OPEN,
    /** Not looked through yet: opened by nobody until it is. */
    WAITING,
    /** A virus was found: opened by nobody. */
    INFECTED,
    /** The scanner cannot look through it: opened by nobody. */
    UNSCANNABLE;

    /** It will not be opened, whatever happens: another file has to take its place. */
    public boolean keptAway() {
        return this == INFECTED || this == UNSCANNABLE;
    }
}
