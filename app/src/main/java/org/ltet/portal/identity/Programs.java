package org.ltet.portal.identity;

import java.util.Optional;

/** The registered programs, asked at each request with a token of one: answered from memory. */
public interface Programs {

    /** Empty for one that is unknown, switched off, revoked or past its end. */
    Optional<Program> find(String clientId);
}
