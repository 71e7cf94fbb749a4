package org.ltet.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged portal and simulators as processes of their own, in demonstration mode, on a fresh database. */
final class RunningPortal {

    static final String PASSWORD = "demo-Portal-2026";

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Path WORK = Path.of("target", "journeys").toAbsolutePath();

    private static final RunningPortal INSTANCE = new RunningPortal();

    private final List<Process> processes = new ArrayList<>();
    private final String simulators;
    private final String portal;

    private RunningPortal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        String external = System.getProperty("journeys.portal");
        if (external != null) {
            portal = external;
            simulators = System.getProperty("journeys.simulators", "http://127.0.0.1:18100");
            return;
        }
        try {
            deleteOldData();
            int simulatorsPort = freePort();
            int smtpPort = freePort();
            int portalPort = freePort();
            simulators = "http://127.0.0.1:" + simulatorsPort;
            portal = "http://127.0.0.1:" + portalPort;
            start(
                    "simulators",
                    "../simulators/target",
                    "--server.port=" + simulatorsPort,
                    "--simulators.mailbox.smtp-port=" + smtpPort);
            awaitAnswer(simulators + "/");
            start(
                    "portal",
                    "../app/target",
                    "--spring.profiles.active=demo",
                    "--server.port=" + portalPort,
                    "--portal.data-directory=" + WORK.resolve("data"),
                    "--portal.jobs.polling-interval=300ms",
                    "--portal.integrations.simulators=" + simulators,
                    "--spring.mail.port=" + smtpPort);
            awaitAnswer(portal + "/actuator/health/readiness");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunningPortal get() {
        return INSTANCE;
    }

    String address() {
        return portal;
    }

    String simulators() {
        return simulators;
    }

    private void start(String name, String folder, String... arguments) throws IOException {
        Path jar;
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            jar = files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Not packaged: " + name));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(WORK.resolve(name + ".log").toFile())
                .start());
    }

    private void awaitAnswer(String address) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(3))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    if (!processes.getLast().isAlive()) {
                        throw new IOException("It stopped while starting; see the logs in " + WORK, notYet);
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("No answer from " + address + "; see the logs in " + WORK);
                }
                TimeUnit.MILLISECONDS.sleep(300);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void stop() {
        processes.reversed().forEach(Process::destroy);
        for (Process process : processes) {
            try {
                process.waitFor(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void deleteOldData() throws IOException {
        Files.createDirectories(WORK);
        Path data = WORK.resolve("data");
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
