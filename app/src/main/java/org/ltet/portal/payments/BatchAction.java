package org.ltet.portal.payments;

/** What a person of accounts can do with a batch. */
public enum BatchAction {
    CHANGE,
    FREEZE,
    APPROVE,
    HAND_BACK,
    RELEASE;

    /** As it stands in addresses and messages: "hand-back". */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
