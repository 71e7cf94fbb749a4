package org.ltet.portal.documents;

import java.util.UUID;

/**
 * A file that passed every check and lies encrypted in the store, but is not yet part of anything: give it to
 * {@link Documents#keep} inside the owner's transaction, or leave it and the cleaning job removes it.
 */
public record ReceivedFile(UUID id, String fileName, String mediaType, long size, String sha256, byte[] wrappedKey) {

    /** Without the key. */
    @Override
    public String toString() {
        return "ReceivedFile[" + id + ", " + mediaType + ", " + size + " bytes]";
    }
}
