package org.ltet.portal.documents;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Files on the local disk, encrypted, each named by its id in a folder named by the day of the id. A file is there
 * whole or not at all: written under another name, forced to the disk, then moved.
 */
@Component
class FileStore {

    /** What became of a file that was written. */
    record Written(long size, String sha256, byte[] wrappedKey) {}

    private static final int BUFFER = SealedStreams.CHUNK;

    private final Path root;
    private final Path incoming;
    private final FileKeys keys;

    FileStore(
            @Value("${portal.documents.directory:${portal.data-directory}/documents}") Path directory, FileKeys keys) {
        Path absolute = directory.toAbsolutePath().normalize();
        this.root = absolute.resolve("files");
        this.incoming = absolute.resolve("incoming");
        this.keys = keys;
        try {
            Files.createDirectories(root);
            Files.createDirectories(incoming);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot use the documents directory " + root, failed);
        }
    }

    /** @throws Refused documents.tooLarge as soon as the limit is passed; nothing is kept */
    Written write(UUID id, long limit, ContentWriter content) {
        Path part = incoming.resolve(id + ".part");
        try {
            SecretKey key = keys.fresh();
            Written written = writePart(part, id, limit, key, content);
            Path folder = Files.createDirectories(folderOf(id));
            Files.move(part, folder.resolve(id.toString()), StandardCopyOption.ATOMIC_MOVE);
            force(folder);
            return written;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot store file " + id, failed);
        } finally {
            deleteIfThere(part);
        }
    }

    private Written writePart(Path part, UUID id, long limit, SecretKey key, ContentWriter content) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            LimitedOutput limited;
            try (OutputStream sealed = SealedStreams.seal(Channels.newOutputStream(channel), key, id)) {
                limited = new LimitedOutput(new DigestOutputStream(sealed, digest), limit);
                content.writeTo(limited);
            }
            channel.force(true);
            return new Written(limited.count(), HexFormat.of().formatHex(digest.digest()), keys.wrap(key, id));
        }
    }

    /** The clear content, each chunk authenticated as it is read, the whole not yet compared with a checksum. */
    InputStream read(UUID id, byte[] wrappedKey) throws IOException {
        return SealedStreams.unseal(Files.newInputStream(place(id)), keys.unwrap(wrappedKey, id), id);
    }

    /** The clear content after the checksum of the whole was compared. */
    InputStream open(StoredDocument document, byte[] wrappedKey) {
        try {
            verify(document, wrappedKey);
            return read(document.id(), wrappedKey);
        } catch (IOException failed) {
            throw new UncheckedIOException("Document " + document.id() + " cannot be read", failed);
        }
    }

    private void verify(StoredDocument document, byte[] wrappedKey) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream content = read(document.id(), wrappedKey)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
                size += count;
            }
        }
        if (size != document.size()
                || !HexFormat.of().formatHex(digest.digest()).equals(document.sha256())) {
            throw new IOException("Document " + document.id() + " is not what was stored: checksum differs");
        }
    }

    void delete(UUID id) {
        deleteIfThere(place(id));
    }

    /** Files of ids made on that day and last written before that moment. */
    List<UUID> writtenOn(LocalDate day, Instant before) {
        Path folder = folder(day);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> isOlder(file, before))
                    .map(file ->
                            UUID.fromString(requireNonNull(file.getFileName()).toString()))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot list " + folder, failed);
        }
    }

    /** Deletes what a stopped process left half written. */
    void deleteHalfWritten(Instant before) {
        try (Stream<Path> found = Files.list(incoming)) {
            found.filter(file -> isOlder(file, before)).forEach(FileStore::deleteIfThere);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot list " + incoming, failed);
        }
    }

    /** The time by the clock that stamps the files, which on a shared disk is not that of this machine. */
    Instant now() {
        try {
            Path probe = Files.createTempFile(incoming, "now", ".part");
            try {
                return Files.getLastModifiedTime(probe).toInstant();
            } finally {
                Files.delete(probe);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write to " + incoming, failed);
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }

    /** The folder of the day on which the id was made, so that recent files are found without walking all. */
    private Path folder(LocalDate day) {
        return root.resolve(day.toString());
    }

    private Path folderOf(UUID id) {
        long millis = id.getMostSignificantBits() >>> 16;
        return folder(LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }

    private Path place(UUID id) {
        return folderOf(id).resolve(id.toString());
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot delete " + file.getFileName(), failed);
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
