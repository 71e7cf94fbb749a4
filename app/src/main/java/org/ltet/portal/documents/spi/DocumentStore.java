package org.ltet.portal.documents.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Where files lie. They are sealed before they come here and opened after they left: a store sees bytes and ids only.
 * A file is there whole or not at all, and is written once.
 */
public interface DocumentStore {

    /** Writes a file, piece by piece; does not close the stream. */
    @FunctionalInterface
    interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }

    /** As in the setting {@code portal.documents.store}. */
    String name();

    /** @throws IOException when it cannot be kept; nothing of it stays then, as when the writing itself fails */
    void write(UUID id, Writing content) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is none */
    InputStream read(UUID id) throws IOException;

    /** Takes a file away; one that is not there is no fault. */
    void delete(UUID id) throws IOException;

    /** Files of ids made on that day and last written before that moment. */
    List<UUID> writtenOn(LocalDate day, Instant before) throws IOException;

    /** Deletes what a stopped process left half written. */
    void deleteHalfWritten(Instant before) throws IOException;

    /** The time by the clock that stamps the files, which need not be that of this machine. */
    Instant now() throws IOException;
}
