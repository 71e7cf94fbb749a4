package org.ltet.portal.payments;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file of the bank on our disk, as it came.
 *
 * @param source OUTBOX or UPLOAD
 * @param content where it lies; none when it was too large to be kept
 */
record ReceivedStatement(
        String name,
        String source,
        long size,
        String sha256,
        @Nullable Path content) implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NAME = 200;

    /** Streams the file to disk; of one beyond the limit only name, size read so far and checksum remain. */
    static ReceivedStatement receive(String name, String source, InputStream in, long limit) throws IOException {
        MessageDigest digest = digest();
        Path path = Files.createTempFile("bank-statement", ".part");
        boolean kept = false;
        try {
            long size = 0;
            try (DigestInputStream digested = new DigestInputStream(in, digest);
                    OutputStream out = Files.newOutputStream(path)) {
                byte[] buffer = new byte[BUFFER];
                int read = digested.read(buffer);
                while (read >= 0 && size <= limit) {
                    size += read;
                    out.write(buffer, 0, read);
                    read = digested.read(buffer);
                }
            }
            kept = size <= limit;
            String sum = HexFormat.of().formatHex(digest.digest());
            String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
            return new ReceivedStatement(shown, source, size, sum, kept ? path : null);
        } finally {
            if (!kept) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            Files.deleteIfExists(content);
        }
    }
}
