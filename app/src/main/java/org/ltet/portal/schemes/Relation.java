package org.ltet.portal.schemes;

/** What the beneficiary is to the member. */
public enum Relation {
    SELF,
    SPOUSE,
    CHILD,
    PARENT
}
