package org.ltet.portal.payments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bank file of a batch: its two renderings, and whether the bank holds it. */
public record ReleaseView(
        UUID batchId,
        String messageId,
        String fileName,
        UUID painDocument,
        String painSha256,
        UUID neftDocument,
        String releasedBy,
        Instant releasedAt,
        @Nullable Instant deliveredAt,
        int deliveryTries,
        @Nullable String lastError) {}
