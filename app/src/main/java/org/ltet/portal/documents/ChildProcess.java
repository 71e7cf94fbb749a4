package org.ltet.portal.documents;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM with a small heap of its own and none of the portal's secrets; used by one thread at a time. It ends when
 * its standard input ends, so that it never outlives the portal, and is ended when it takes too long to answer.
 */
final class ChildProcess {

    /** The process ended, or was ended for taking too long, before it answered. */
    static final class Ended extends Exception {

        private static final long serialVersionUID = 1;

        Ended(@Nullable IOException cause) {
            super(cause);
        }
    }

    /** What is asked of the child, written to it, and its answer. */
    @FunctionalInterface
    interface Question<T> {
        T ask(DataOutputStream requests, DataInputStream answers) throws IOException;
    }

    private static final Duration START = Duration.ofSeconds(60);

    /** Whoever looks at a page goes before a document that is looked at in the background. */
    private static final Path NICE = Path.of("/usr/bin/nice");

    private static final int BUFFER = 64 * 1024;
    private static final String NESTED_JAR_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private int asked;

    private ChildProcess(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /**
     * Starts a process.
     *
     * @param heap as the JVM's -Xmx takes it
     * @param options further options of the JVM
     * @param ready the first byte that the process says once it can be asked
     */
    static ChildProcess start(
            Class<?> main,
            String heap,
            List<String> options,
            List<String> arguments,
            Map<String, String> environment,
            byte ready)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(main, heap, options, arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        ChildProcess started = new ChildProcess(builder.start());
        try {
            if (started.ask(START, (out, in) -> in.readByte()) == ready) {
                return started;
            }
        } catch (Ended ended) {
            throw new IOException("The process " + main.getSimpleName() + " does not start", ended);
        }
        started.end();
        throw new IOException("The process " + main.getSimpleName() + " does not speak the language");
    }

    private static List<String> command(Class<?> main, String heap, List<String> options, List<String> arguments) {
        List<String> command =
                new ArrayList<>(Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "10") : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog"));
        command.addAll(options);
        if (runsFromNestedJars()) {
            command.add("-Dloader.main=" + main.getName());
        }
        command.addAll(List.of("-cp", absoluteClassPath()));
        command.add(runsFromNestedJars() ? NESTED_JAR_LAUNCHER : main.getName());
        command.addAll(arguments);
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

    /** @throws Ended when it does not answer in time, or ends; it is of no further use then */
    <T> T ask(Duration timeout, Question<T> question) throws Ended {
        asked++;
        Executor later = CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        // the thread that waits for the answer sees the end of the stream
        CompletableFuture<Void> alarm = CompletableFuture.runAsync(this::end, later);
        try {
            return question.ask(requests, answers);
        } catch (IOException gone) {
            end();
            throw new Ended(gone instanceof EOFException ? null : gone);
        } finally {
            alarm.cancel(false);
        }
    }

    /**
     * Sends a file with its size before it.
     *
     * @throws UncheckedIOException when the file itself cannot be read, which is no fault of the process
     */
    static void send(InputStream file, long size, DataOutputStream requests) throws IOException {
        requests.writeInt(Math.toIntExact(size));
        byte[] buffer = new byte[BUFFER];
        for (int count = next(file, buffer); count >= 0; count = next(file, buffer)) {
            requests.write(buffer, 0, count);
        }
        requests.flush();
    }

    private static int next(InputStream file, byte[] buffer) {
        try {
            return file.read(buffer);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How often it was asked. */
    int asked() {
        return asked;
    }

    void end() {
        process.destroyForcibly();
    }
}
