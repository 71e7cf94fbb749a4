package org.ltet.portal.documents;

import java.time.Instant;
import java.util.UUID;

/**
 * A document in quarantine.
 *
 * @param virus as the scanner names it, or why it could not look through the file
 * @param scannedBy the scanner with its versions
 * @param removed taken away since, by its owner
 */
public record KeptAway(
        UUID id,
        DocumentOwner owner,
        String fileName,
        Safety safety,
        String virus,
        Instant addedAt,
        String addedBy,
        Instant scannedAt,
        String scannedBy,
        boolean removed) {}
