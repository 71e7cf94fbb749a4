package org.ltet.portal.payments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file of the bank.
 *
 * @param refusalCode why the file was refused as a whole; words are in message refused.payments.file.&lt;code&gt;
 * @param counts none when it was refused
 */
public record ImportView(
        UUID id,
        String fileName,
        String source,
        boolean imported,
        @Nullable String messageType,
        @Nullable String messageId,
        @Nullable String refusalCode,
        @Nullable String refusalValue,
        @Nullable UUID documentId,
        long size,
        ImportCounts counts,
        String importedBy,
        Instant importedAt) {}
