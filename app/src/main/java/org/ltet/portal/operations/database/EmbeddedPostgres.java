package org.ltet.portal.operations.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server owned by this process: it keeps its data directory over restarts, stops when the process ends in
 * whatever way, and refuses a second process on the same data (OPS-1).
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final String USER = "portal";
    private static final String DATABASE = "portal";

    /** The shell outlives a killed JVM just long enough to stop the server: its standard input closes with the JVM. */
    private static final String GUARD = "\"$@\" & p=$!; cat >/dev/null; kill -INT $p; wait $p";

    private final Path home;
    private final Path directory;
    private final Path data;
    private final boolean durable;
    private final int port;
    private final String password;
    private final FileChannel lockFile;
    private final Process server;

    private EmbeddedPostgres(Path directory, int wantedPort, boolean durable) throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
        this.durable = durable;
        this.home = PostgresBinaries.unpackedBelow(this.directory);
        this.data = this.directory.resolve("data");
        this.lockFile = lock(this.directory);
        boolean started = false;
        try {
            this.password = password();
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initialise();
            }
            removeStalePidFile();
            this.port = wantedPort == 0 ? freePort() : wantedPort;
            this.server = launch();
            awaitReady();
            started = true;
        } finally {
            if (!started) {
                lockFile.close();
            }
        }
    }

    /**
     * Starts the server, creating its data directory the first time.
     *
     * @param port 0 for any free port
     * @param durable false only for tests: commits then do not wait for the disk
     */
    public static EmbeddedPostgres start(Path directory, int port, boolean durable) {
        try {
            long begin = System.nanoTime();
            EmbeddedPostgres postgres = new EmbeddedPostgres(directory, port, durable);
            LOG.info(
                    "PostgreSQL is ready on port {} after {} ms",
                    postgres.port,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            return postgres;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not start in " + directory + ": " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?reWriteBatchedInserts=true";
    }

    public String user() {
        return USER;
    }

    public String password() throws IOException {
        Path file = directory.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file).strip();
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            LOG.debug("Lock is held by this process", heldByThisProcess);
        }
        channel.close();
        throw new IOException("another portal is running on this data directory; stop it first");
    }

    private void initialise() throws IOException {
        LOG.info("Creating a PostgreSQL data directory");
        Path unfinished = directory.resolve("data-unfinished-" + HexFormat.of().toHexDigits(System.nanoTime()));
        List<String> command = new ArrayList<>(unprivileged());
        command.addAll(List.of(
                home.resolve("bin/initdb").toString(),
                "-D",
                unfinished.toString(),
                "-U",
                USER,
                "--pwfile=" + directory.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--data-checksums"));
        if (!durable) {
            command.add("--no-sync");
        }
        run(command, "initdb");
        Files.move(unfinished, data);
    }

    /** PostgreSQL refuses to run as root; inside an own user namespace the same files belong to a plain user. */
    private static List<String> unprivileged() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }

    /** After a power failure another program may have the old process id, and PostgreSQL would refuse to start. */
    private void removeStalePidFile() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (Files.exists(pidFile)) {
            List<String> lines = Files.readAllLines(pidFile);
            Optional<ProcessHandle> owner = lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
            if (owner.filter(this::servesThisData).isEmpty()) {
                Files.deleteIfExists(pidFile);
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("a PostgreSQL server (process " + lines.getFirst() + ") still runs on " + data);
            }
            pause();
        }
    }

    private boolean servesThisData(ProcessHandle process) {
        try {
            String commandLine = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return commandLine.contains("postgres") && commandLine.contains(data.toString());
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "sh"));
        command.addAll(unprivileged());
        command.addAll(List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=120",
                "-c",
                "shared_buffers=256MB",
                "-c",
                "timezone=UTC"));
        if (!durable) {
            command.addAll(List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
                    Statement statement = connection.createStatement()) {
                if (!statement
                        .executeQuery("select from pg_database where datname = '" + DATABASE + "'")
                        .next()) {
                    statement.execute("create database " + DATABASE);
                }
                return;
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("see " + directory.resolve("server.log"), notYet);
                }
                pause();
            }
        }
    }

    private static void run(List<String> command, String name) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(name + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }

    /** Stops the server in order; data is safe also without this call. */
    @Override
    public void close() {
        try (OutputStream guard = server.getOutputStream()) {
            guard.close();
            if (!server.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL is still stopping after {} s", STOP_LIMIT.toSeconds());
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL's guard was gone already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("The lock of the data directory could not be released", e);
        }
    }
}
