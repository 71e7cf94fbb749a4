package org.ltet.portal.identity;

import java.time.Instant;
import java.util.UUID;

/** One place where a person is signed in, as shown to that person. */
public record ActiveSession(UUID id, Instant since, Instant lastSeen, String address, String device, boolean current) {}
