package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.spi.DocumentStore;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * Files sealed on their way into the store and opened on their way out, each by a key of its own and verified by its
 * checksum.
 */
@Component
class FileStore {

    /** What became of a file that was written. */
    record Written(long size, String sha256, byte[] wrappedKey) {}

    private static final int BUFFER = SealedStreams.CHUNK;

    private final Stores stores;
    private final FileKeys keys;

    FileStore(Stores stores, FileKeys keys) {
        this.stores = stores;
        this.keys = keys;
    }

    /** @throws Refused documents.tooLarge as soon as the limit is passed; nothing is kept */
    Written write(UUID id, long limit, ContentWriter content) {
        SecretKey key = keys.fresh();
        MessageDigest digest = sha256();
        long[] size = new long[1];
        try {
            stores.current().write(id, out -> size[0] = seal(out, id, limit, key, digest, content));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot store file " + id, failed);
        }
        return new Written(size[0], HexFormat.of().formatHex(digest.digest()), keys.wrap(key, id));
    }

    private static long seal(
            OutputStream out, UUID id, long limit, SecretKey key, MessageDigest digest, ContentWriter content)
            throws IOException {
        try (OutputStream sealed = SealedStreams.seal(out, key, id)) {
            LimitedOutput limited = new LimitedOutput(new DigestOutputStream(sealed, digest), limit);
            content.writeTo(limited);
            return limited.count();
        }
    }

    /** The clear content, each chunk authenticated as it is read, the whole not yet compared with a checksum. */
    InputStream read(UUID id, byte[] wrappedKey) throws IOException {
        return SealedStreams.unseal(stores.read(id), keys.unwrap(wrappedKey, id), id);
    }

    /** The clear content after the checksum of the whole was compared. */
    InputStream open(StoredDocument document, byte[] wrappedKey) {
        try {
            try (InputStream content = read(document.id(), wrappedKey)) {
                verify(content, document.id(), document.size(), document.sha256());
            }
            return read(document.id(), wrappedKey);
        } catch (IOException failed) {
            throw new UncheckedIOException("Document " + document.id() + " cannot be read", failed);
        }
    }

    /**
     * Opens a file at one place only.
     *
     * @throws IOException when it is not there or not what was stored
     */
    void verify(DocumentStore store, UUID id, byte[] wrappedKey, long size, @Nullable String sha256)
            throws IOException {
        try (InputStream content = SealedStreams.unseal(store.read(id), keys.unwrap(wrappedKey, id), id)) {
            verify(content, id, size, sha256);
        }
    }

    private static void verify(InputStream content, UUID id, long expectedSize, @Nullable String expected)
            throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
            size += count;
        }
        if (size != expectedSize
                || expected != null
                        && !HexFormat.of().formatHex(digest.digest()).equals(expected)) {
            throw new IOException("Document " + id + " is not what was stored: checksum differs");
        }
    }

    void delete(UUID id) {
        stores.delete(id);
    }

    /** Files of ids made on that day and last written before that moment. */
    List<UUID> writtenOn(LocalDate day, Instant before) {
        return stores.writtenOn(day, before);
    }

    /** Deletes what a stopped process left half written. */
    void deleteHalfWritten(Instant before) {
        try {
            stores.current().deleteHalfWritten(before);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot clean the store of documents", failed);
        }
    }

    /** The time by the clock that stamps the files, which on a shared store is not that of this machine. */
    Instant now() {
        try {
            return stores.current().now();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write to the store of documents", failed);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Stops a writer that goes past the limit, before the rest is read. */
    private static final class LimitedOutput extends OutputStream {

        private final OutputStream target;
        private final long limit;
        private long count;

        LimitedOutput(OutputStream target, long limit) {
            this.target = target;
            this.limit = limit;
        }

        long count() {
            return count;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            if (length > limit - count) {
                throw Refused.invalidField("file", "documents.tooLarge", limit / (1024 * 1024));
            }
            target.write(data, offset, length);
            count += length;
        }
    }
}
