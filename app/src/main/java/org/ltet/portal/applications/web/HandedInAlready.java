package org.ltet.portal.applications.web;

import java.util.UUID;

/** Somebody came back to the form of an application that cannot be changed any more. */
class HandedInAlready extends RuntimeException {

    private final transient UUID id;

    HandedInAlready(UUID id) {
        super("Not a draft any more: " + id);
        this.id = id;
    }

    UUID id() {
        return id;
    }
}
