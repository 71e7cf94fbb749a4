package org.ltet.portal.documents;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.checker.CheckerMain;
import org.ltet.portal.documents.checker.Finding;

/** One child JVM with its own small heap; used by one thread at a time. */
final class CheckerProcess {

    /** The process ended, or was ended for taking too long, before it answered. */
    static final class Ended extends Exception {

        private static final long serialVersionUID = 1;

        Ended(@Nullable IOException cause) {
            super(cause);
        }
    }

    private static final Duration START = Duration.ofSeconds(60);
    private static final String NESTED_JAR_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Process process;
    private final DataOutputStream requests;
    private final BufferedReader answers;
    private int checked;

    private CheckerProcess(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(process.getOutputStream());
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static CheckerProcess start(DocumentProperties properties) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(properties)).redirectError(ProcessBuilder.Redirect.DISCARD);
        // the child needs none of the portal's secrets
        builder.environment().clear();
        CheckerProcess started = new CheckerProcess(builder.start());
        try {
            if (CheckerMain.READY.equals(started.answerWithin(START))) {
                return started;
            }
        } catch (Ended ended) {
            throw new IOException("The process that looks into files does not start", ended);
        }
        started.end();
        throw new IOException("The process that looks into files does not speak the language");
    }

    private static List<String> command(DocumentProperties properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + properties.checkerHeap(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-cp",
                absoluteClassPath()));
        if (runsFromNestedJars()) {
            command.add(2, "-Dloader.main=" + CheckerMain.class.getName());
            command.add(NESTED_JAR_LAUNCHER);
        } else {
            command.add(CheckerMain.class.getName());
        }
        command.add(Integer.toString(properties.maxPages()));
        command.add(Integer.toString(properties.maxMegapixels()));
        return command;
    }

    private static String absoluteClassPath() {
        return String.join(
                File.pathSeparator,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static boolean runsFromNestedJars() {
        return ClassLoader.getSystemResource(NESTED_JAR_LAUNCHER.replace('.', '/') + ".class") != null;
    }

    Optional<Finding> check(byte kind, InputStream file, long size, Duration timeout) throws IOException, Ended {
        checked++;
        Watch watch = watch(timeout);
        try {
            send(kind, file, size);
            String answer = answer();
            return CheckerMain.FINE.equals(answer) ? Optional.empty() : Optional.of(Finding.parse(answer));
        } finally {
            watch.stop();
        }
    }

    private void send(byte kind, InputStream file, long size) throws IOException, Ended {
        byte[] buffer = new byte[SealedStreams.CHUNK];
        try {
            requests.writeByte(kind);
            requests.writeInt(Math.toIntExact(size));
        } catch (IOException gone) {
            throw new Ended(gone);
        }
        for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
            try {
                requests.write(buffer, 0, count);
            } catch (IOException gone) {
                throw new Ended(gone);
            }
        }
        try {
            requests.flush();
        } catch (IOException gone) {
            throw new Ended(gone);
        }
    }

    private String answerWithin(Duration timeout) throws Ended {
        Watch watch = watch(timeout);
        try {
            return answer();
        } finally {
            watch.stop();
        }
    }

    private String answer() throws Ended {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new Ended(null);
            }
            return line;
        } catch (IOException gone) {
            throw new Ended(gone);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How many files it has looked into. */
    int checked() {
        return checked;
    }

    void end() {
        process.destroyForcibly();
    }

    /** Ends the process unless stopped in time; the thread that waits for the answer then sees the end of the stream. */
    private Watch watch(Duration timeout) {
        Executor later = CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return new Watch(CompletableFuture.runAsync(this::end, later));
    }

    private record Watch(CompletableFuture<Void> alarm) {

        void stop() {
            alarm.cancel(false);
        }
    }
}
