package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The scripts that operators run: looked through by ShellCheck, and tried out against stand-ins for AWS and docker. */
@DisplayName("Scripts of operators (OPS-3)")
class ScriptsTest {

    private static final long PATIENCE_SECONDS = 600;
    private static final List<String> TRIED_WITH = List.of("bats", "jq", "git", "openssl", "curl");

    @Test
    void shellCheckFindsNothing() throws Exception {
        require(List.of("shellcheck"));
        List<String> command = new ArrayList<>(List.of("shellcheck", "portal", ".ci/run"));
        try (Stream<Path> files = Files.walk(Build.ROOT.resolve("scripts"))) {
            files.filter(file -> Files.isRegularFile(file) && !file.toString().matches(".*[.](java|awk)"))
                    .map(file -> Build.ROOT.relativize(file).toString())
                    .sorted()
                    .forEach(command::add);
        }
        assertEndsWell(start("shellcheck", command));
    }

    @Test
    void doWhatTheySayAndChangeNothingWhenTheyShouldNot() throws Exception {
        require(TRIED_WITH);
        List<Started> files = new ArrayList<>();
        for (String file : List.of("all", "keeping", "release")) {
            files.add(start(file, List.of("bats", "--print-output-on-failure", "scripts/test/" + file + ".bats")));
        }
        for (Started file : files) {
            assertEndsWell(file);
        }
    }

    @Test
    void noFileOfTestsIsForgotten() throws IOException {
        try (Stream<Path> files = Files.list(Build.ROOT.resolve("scripts/test"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".bats")))
                    .containsExactlyInAnyOrder("all.bats", "keeping.bats", "release.bats");
        }
    }

    private record Started(Process process, Path log) {}

    private static Started start(String name, List<String> command) throws IOException {
        Path log = Build.TARGET.resolve("scripts-" + name + ".txt");
        Files.createDirectories(Build.TARGET);
        return new Started(
                new ProcessBuilder(command)
                        .directory(Build.ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    private static void assertEndsWell(Started started) throws IOException, InterruptedException {
        int status = Build.await(started.process(), PATIENCE_SECONDS);
        assertThat(status).as(Files.readString(started.log())).isZero();
    }

    /** On a machine of a developer the rest is worth running without these; a pipeline has to have them. */
    private static void require(List<String> programs) {
        List<String> missing =
                programs.stream().filter(program -> !installed(program)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String told = "THE SCRIPTS WERE NOT TESTED: install " + String.join(", ", missing);
        if (System.getenv("CI") != null) {
            throw new AssertionError(told);
        }
        System.err.println(told);
        abort(told);
    }

    private static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
