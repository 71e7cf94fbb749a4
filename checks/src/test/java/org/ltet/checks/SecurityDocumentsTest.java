package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the security documents name must be there; what they claim is shown by the tests they name. */
@DisplayName("The documents on security name classes, tests and files that exist")
class SecurityDocumentsTest {

    private static final Path DOCUMENTS = Build.ROOT.resolve("docs/security");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");
    private static final Pattern FILE = Pattern.compile("`((?:docs|checks|security|bench)/[A-Za-z0-9/_.-]+)`");
    private static final Pattern LINE = Pattern.compile(
            "\\| (v5\\.0\\.0-\\d{1,2}\\.\\d\\.\\d{1,2}) \\| ([12]) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    /** Level 1 has 70 requirements in version 5.0.0, level 2 has 183 more. */
    private static final int LEVEL_1 = 70;

    private static final int LEVEL_2 = 183;

    @Test
    void everyClassAndTestIsThere() throws IOException {
        Set<String> classes = classes();
        for (Path document : documents()) {
            Matcher named = NAMED.matcher(Files.readString(document));
            while (named.find()) {
                assertThat(classes)
                        .as("%s names %s", document.getFileName(), named.group(1))
                        .contains(named.group(1));
            }
        }
    }

    @Test
    void everyFileIsThere() throws IOException {
        for (Path document : documents()) {
            Matcher file = FILE.matcher(Files.readString(document));
            while (file.find()) {
                assertThat(Build.ROOT.resolve(file.group(1)))
                        .as("%s names it", document.getFileName())
                        .exists();
            }
        }
    }

    @Test
    void everyRequirementOfLevelsOneAndTwoHasOneLineAndAnAnswer() throws IOException {
        Set<String> seen = new HashSet<>();
        int[] levels = new int[3];
        for (String line : Files.readAllLines(DOCUMENTS.resolve("asvs.md"))) {
            if (line.startsWith("| v5.0.0-")) {
                Matcher parts = LINE.matcher(line);
                assertThat(parts.matches()).as(line).isTrue();
                assertThat(seen.add(parts.group(1))).as("once: %s", line).isTrue();
                levels[Integer.parseInt(parts.group(2))]++;
                assertThat(parts.group(4).strip()).isIn("met", "in part", "not met", "not applicable");
                assertThat(parts.group(5).strip()).as(line).hasSizeGreaterThan(3);
            }
        }
        assertThat(levels).containsExactly(0, LEVEL_1, LEVEL_2);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new HashSet<>(Set.of("AGPL", "GPL"));
        for (String module : List.of("app", "simulators", "checks", "journeys")) {
            try (Stream<Path> files = Files.walk(Build.ROOT.resolve(module).resolve("src"))) {
                classes.addAll(files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .map(name -> name.substring(0, name.length() - ".java".length()))
                        .collect(Collectors.toSet()));
            }
        }
        return classes;
    }
}
