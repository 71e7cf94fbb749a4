package org.ltet.portal.documents;

import java.time.Instant;
import java.util.UUID;

/**
 * A document that was accepted and is kept.
 *
 * @param type requirement code of the scheme, as HOSPITAL_BILL, or the owner's own word for a generated file
 * @param fileName the name the person gave, for display only; never part of a path
 * @param mediaType found from the content, never from the name
 * @param sha256 of the clear content, 64 hexadecimal digits
 * @param addedBy employee number, or the name of the job that wrote it
 * @param safety whether it may be opened, as far as viruses go
 */
public record StoredDocument(
        UUID id,
        DocumentOwner owner,
        String type,
        String fileName,
        String mediaType,
        long size,
        String sha256,
        Instant addedAt,
        String addedBy,
        Safety safety) {}
