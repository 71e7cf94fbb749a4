package org.ltet.portal.identity;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a session keeps of its sign-in.
 *
 * @param handle names the session to its owner; its id would let others in
 */
record SignedIn(UUID handle, String employeeNumber, Instant at, String address, String device)
        implements Serializable {}
