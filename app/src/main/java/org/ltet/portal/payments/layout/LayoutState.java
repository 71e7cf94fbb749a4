package org.ltet.portal.payments.layout;

/** Where a version of the layout stands. */
public enum LayoutState {
    /** As the configuration has it: counts until two people have put a version in force. */
    CONFIGURED,
    DRAFT,
    /** Waits for another person. */
    SUBMITTED,
    IN_FORCE,
    REPLACED,
    DISCARDED
}
