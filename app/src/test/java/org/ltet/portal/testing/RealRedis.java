package org.ltet.portal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real Redis of the machine, on a free port, without files. */
public final class RealRedis implements AutoCloseable {

    private final Process process;
    private final int port;

    private RealRedis(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static RealRedis start() {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path folder = Files.createDirectories(Path.of("target", "test-redis"));
            Process process = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
            RealRedis redis = new RealRedis(process, port);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            redis.awaitAnswer();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server of the package redis-server is needed", e);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw new UncheckedIOException(notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
