package org.ltet.portal.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey as its owner knows it. */
public record PasskeyView(
        UUID id, String name, Instant addedAt, @Nullable Instant lastUsedAt) {}
