package org.ltet.portal.identity.clients;

/** REVOKED is for good. */
public enum ClientStatus {
    ENABLED,
    DISABLED,
    REVOKED
}
