package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser of outside input, fed by Jazzer with what coverage says is new to it: first all seeds, which hold what
 * once broke a parser, then for so many seconds whatever it invents. Nothing but the parser's own refusal may come out,
 * within ten seconds and 512 MB.
 */
@DisplayName("Parsers of outside input withstand whatever is sent")
class FuzzTest {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 60);

    /**
     * Where the inventing begins: the same each time, so that a build does not break by luck on what was there before.
     * Another number, or more seconds, looks elsewhere.
     */
    private static final int SEED = Integer.getInteger("fuzz.seed", 1);

    /** A part of a target's name, to look at it alone and longer: -Dfuzz.only=Statement -Dfuzz.seconds=600. */
    private static final String ONLY = System.getProperty("fuzz.only", "");

    private static final int AT_ONCE = 2;
    private static final Path CLASSES = Build.TARGET.resolve("test-classes");

    /** The classes whose name ends in Fuzz. */
    static List<String> targets() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("org/ltet/portal"))) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Fuzz.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void seedsAreRefusedOrRead(String target) throws Exception {
        List<Path> seeds;
        try (Stream<Path> files = Files.list(seedsOf(target))) {
            seeds = files.toList();
        }
        assertThat(seeds).as("seeds of %s", target).isNotEmpty();
        for (Path seed : seeds) {
            try {
                Class.forName(target)
                        .getMethod("fuzzerTestOneInput", byte[].class)
                        .invoke(null, (Object) Files.readAllBytes(seed));
            } catch (InvocationTargetException broken) {
                throw new AssertionError(target + " breaks on " + seed.getFileName(), broken.getCause());
            }
        }
    }

    @Test
    void whatIsInventedIsRefusedOrRead() throws Exception {
        List<String> targets = targets();
        assertThat(targets).hasSizeGreaterThan(15);
        List<Future<String>> outcomes = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            targets.stream()
                    .filter(target -> target.contains(ONLY))
                    .forEach(target -> outcomes.add(workers.submit(() -> fuzz(target))));
        }
        List<String> broken = new ArrayList<>();
        for (Future<String> outcome : outcomes) {
            if (!outcome.get().isEmpty()) {
                broken.add(outcome.get());
            }
        }
        assertThat(broken).isEmpty();
    }

    /** Empty when nothing broke, otherwise where to read what did. */
    private static String fuzz(String target) {
        String name = target.substring(target.lastIndexOf('.') + 1);
        Path log = Build.TARGET.resolve("fuzz").resolve(name + ".log");
        try {
            Path corpus = Files.createDirectories(Build.TARGET.resolve("fuzz").resolve(name));
            Process jazzer = Build.java(
                    log,
                    List.of(
                            "-Xmx512m",
                            "-XX:+EnableDynamicAgentLoading",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow"),
                    Build.classPath(FuzzTest::isNeeded),
                    "com.code_intelligence.jazzer.Jazzer",
                    List.of(
                            "--target_class=" + target,
                            "--instrumentation_includes=org.ltet.portal.**:org.apache.tika.**:org.apache.pdfbox.**",
                            "--reproducer_path=" + corpus,
                            "-artifact_prefix=" + corpus + "/",
                            "-max_total_time=" + SECONDS,
                            "-seed=" + SEED,
                            "-timeout=10",
                            "-max_len=20000",
                            "-rss_limit_mb=2048",
                            "-print_final_stats=1",
                            corpus.toString(),
                            seedsOf(target).toString()));
            int exit = Build.await(
                    jazzer, Duration.ofSeconds(SECONDS).plusMinutes(2).toSeconds());
            return exit == 0 ? "" : target + " ended with " + exit + ": see " + log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return target + " was interrupted";
        }
    }

    /** The tools of the other checks stay out: they bring libraries that the portal does not have. */
    private static boolean isNeeded(String entry) {
        return !entry.contains("spotbugs") && !entry.contains("findsecbugs") && !entry.contains("Saxon");
    }

    private static Path seedsOf(String target) {
        return Path.of("src/test/resources/fuzz", target.substring(target.lastIndexOf('.') + 1))
                .toAbsolutePath();
    }
}
