package org.ltet.portal.payments;

import java.util.Locale;
import java.util.Optional;

/** The work lists of open items. */
public enum ItemList {
    /** Everything that waits. */
    OPEN,
    /** What of it one person proposed and another has to confirm. */
    PROPOSED,
    SETTLED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ItemList> parse(String text) {
        for (ItemList list : values()) {
            if (list.key().equals(text)) {
                return Optional.of(list);
            }
        }
        return Optional.empty();
    }
}
