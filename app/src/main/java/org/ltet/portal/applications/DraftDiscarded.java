package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** An idle draft was discarded. */
public record DraftDiscarded(UUID applicationId, String employeeNumber, String schemeCode, Instant at)
        implements DraftEvent {}
