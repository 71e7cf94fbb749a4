package org.ltet.portal.identity.clients;

/** SYSTEM acts for itself and can keep a secret; PUBLIC runs on people's devices and acts for those who permit it. */
public enum ClientKind {
    SYSTEM,
    PUBLIC
}
