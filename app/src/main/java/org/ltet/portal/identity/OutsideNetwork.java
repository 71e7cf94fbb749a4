package org.ltet.portal.identity;

import org.springframework.security.core.AuthenticationException;

/** The password was right, but a role of the person may not be used from this address. */
class OutsideNetwork extends AuthenticationException {

    OutsideNetwork() {
        super("not from this address");
    }
}
