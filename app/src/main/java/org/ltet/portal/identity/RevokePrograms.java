package org.ltet.portal.identity;

import java.util.UUID;

/** Ends programs that a review of access does not keep. */
public interface RevokePrograms {

    /** For good, with all its secrets, tokens and permissions; one that is revoked already stays so. */
    void revoke(UUID program);
}
