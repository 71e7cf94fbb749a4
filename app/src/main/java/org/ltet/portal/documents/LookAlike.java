package org.ltet.portal.documents;

import java.util.UUID;

/**
 * A document of another owner with a page that looks like one of this document's.
 *
 * @param distance in how many of 64 bits the two looks differ, at most 7
 */
public record LookAlike(UUID documentId, StoredDocument other, int distance) {}
