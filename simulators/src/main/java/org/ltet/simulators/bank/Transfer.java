package org.ltet.simulators.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The files that went to and from the bank. Their contents lie in a temporary directory, to spare memory. */
@Component
final class Transfer implements DisposableBean {

    record Received(
            String name, long size, String sha256, Instant receivedAt, String messageId, int transactions, Path path) {

        Received read(String id, int count) {
            return new Received(name, size, sha256, receivedAt, id, count, path);
        }
    }

    record Answer(String name, long size, String sha256, Instant createdAt, boolean released, Path path) {}

    private static final long LARGEST_FILE = 512L << 20;

    private final Clock clock;
    private final Path directory;
    private final Map<String, Received> inbox = new LinkedHashMap<>();
    private final Map<String, Answer> outbox = new LinkedHashMap<>();

    Transfer(Clock clock) throws IOException {
        this.clock = clock;
        this.directory = Files.createTempDirectory("simulated-bank");
    }

    /** Keeps an upload aside; whether it is accepted is decided under the lock of the payment desk. */
    Received upload(String name, InputStream body) throws IOException {
        Path path = Files.createTempFile(directory, "in", "");
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > LARGEST_FILE) {
                    throw new IOException("the file is too large");
                }
                out.write(buffer, 0, read);
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        return new Received(name, Files.size(path), hash, clock.instant(), "", 0, path);
    }

    void drop(Received upload) throws IOException {
        Files.deleteIfExists(upload.path());
    }

    synchronized @Nullable Received received(String name) {
        return inbox.get(name);
    }

    synchronized void receive(Received file) {
        inbox.put(file.name(), file);
    }

    synchronized List<Received> allReceived() {
        return List.copyOf(inbox.values());
    }

    Path newAnswer() throws IOException {
        return Files.createTempFile(directory, "out", "");
    }

    void answer(String name, Path path, boolean released) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        Answer answer = new Answer(name, Files.size(path), hash, clock.instant(), released, path);
        synchronized (this) {
            outbox.put(name, answer);
        }
    }

    synchronized List<Answer> answers() {
        return outbox.values().stream().filter(Answer::released).toList();
    }

    synchronized @Nullable Answer answer(String name) {
        Answer answer = outbox.get(name);
        return answer != null && answer.released() ? answer : null;
    }

    /** Lets the held answers out; returns how many. */
    synchronized int release() {
        int held = outbox.size() - answers().size();
        outbox.replaceAll((name, answer) ->
                new Answer(name, answer.size(), answer.sha256(), answer.createdAt(), true, answer.path()));
        return held;
    }

    @Override
    public void destroy() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
