package org.ltet.portal.payments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step in the history of a voucher, payment or batch. */
public record MoveView(
        String lifecycle,
        @Nullable String from,
        String to,
        Instant at,
        String actor,
        String actorName,
        String role,
        @Nullable String reasonCode,
        @Nullable String comment) {}
