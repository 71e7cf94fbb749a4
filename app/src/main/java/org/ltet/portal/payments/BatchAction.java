package org.ltet.portal.payments;

/** What a person of accounts can do with a batch. */
public enum BatchAction {
    CHANGE,
    FREEZE,
    APPROVE,
    HAND_BACK,
    RELEASE;

    /** As it stands in messages and in the audit trail: "handBack". */
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().toLowerCase(java.util.Locale.ROOT).split("_")) {
            key.append(
                    key.isEmpty() ? word : word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    /** As it stands in addresses: "hand-back". */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
