package org.ltet.portal.identity;

import org.springframework.security.access.AccessDeniedException;

/** The token does not cover the operation. */
final class ScopeMissing extends AccessDeniedException {

    private final ApiScope wanted;

    ScopeMissing(ApiScope wanted) {
        super("The token lacks the scope " + wanted.text());
        this.wanted = wanted;
    }

    ApiScope wanted() {
        return wanted;
    }
}
