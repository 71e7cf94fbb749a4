package org.ltet.portal.web;

import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;

/** The HTTP status of each kind of refusal. */
final class RefusedStatus {

    private RefusedStatus() {}

    static HttpStatus of(Refused refused) {
        return switch (refused.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }
}
