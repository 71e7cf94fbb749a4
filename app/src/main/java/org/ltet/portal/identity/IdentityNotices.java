package org.ltet.portal.identity;

import java.util.Optional;
import java.util.UUID;

/** What the tables of this module tell all nodes: "account", "token" or "client", a blank, and an id. */
public final class IdentityNotices {

    public static final String CHANNEL = "identity_changed";

    private IdentityNotices() {}

    /** The id in a notice of this kind. */
    public static Optional<UUID> idIn(String notice, String kind) {
        return notice.startsWith(kind + " ")
                ? Optional.of(UUID.fromString(notice.substring(kind.length() + 1)))
                : Optional.empty();
    }
}
