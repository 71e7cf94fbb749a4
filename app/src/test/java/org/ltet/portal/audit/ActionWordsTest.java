package org.ltet.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Found in the sources: whoever writes a new action gives it words in both languages. */
@DisplayName("Every action of the trail has a name in words (SEC-2)")
class ActionWordsTest {

    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-zA-Z]*)\\.([a-z][a-zA-Z]*)\"");
    private static final Pattern COVERED = Pattern.compile("[ =]([a-z][a-zA-Z]*\\.[a-zA-Z]+)");
    private static final String PREFIX = "audit.action.";

    @ParameterizedTest
    @ValueSource(strings = {"en", "hi"})
    void everyActionWrittenHasWords(String language) throws IOException {
        Properties words = words(language);
        Set<String> actions = written(words);
        assertThat(actions).hasSizeGreaterThan(60);
        assertThat(actions)
                .allSatisfy(action -> assertThat(words.getProperty(PREFIX + action, ""))
                        .as(PREFIX + action + " in " + language)
                        .isNotBlank());
    }

    @Test
    void theActionsThatRoutesNameHaveWordsToo() throws IOException {
        Properties words = words("en");
        for (String line : Files.readAllLines(Path.of("src", "test", "resources", "audit-coverage.txt"))) {
            if (!line.startsWith("#") && !line.contains("= none: ")) {
                COVERED.matcher(line.substring(line.indexOf(" = ") + 2).split(";")[0])
                        .results()
                        .forEach(action -> assertThat(words.getProperty(PREFIX + action.group(1)))
                                .as(line)
                                .isNotNull());
            }
        }
    }

    /** What the sources that write to the trail say of things that the trail knows, but for codes of refusals. */
    private static Set<String> written(Properties words) throws IOException {
        Set<String> things = words.stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length(), key.lastIndexOf('.')))
                .collect(Collectors.toSet());
        Set<String> actions = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains("Audited")) {
                    actions.addAll(LITERAL.matcher(source)
                            .results()
                            .filter(literal -> things.contains(literal.group(1)))
                            .map(literal -> literal.group(1) + "." + literal.group(2))
                            .filter(literal -> words.stringPropertyNames().stream()
                                    .noneMatch(key -> !key.startsWith(PREFIX)
                                            && (key.equals(literal) || key.endsWith("." + literal))))
                            .toList());
                    actions.addAll(Pattern.compile("Audited\\.of\\(\\s*\"([a-zA-Z]+\\.[a-zA-Z]+)\"")
                            .matcher(source)
                            .results()
                            .map(literal -> literal.group(1))
                            .toList());
                }
            }
        }
        return actions;
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "messages"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith("_" + language + ".properties"))
                    .toList();
            for (Path file : all) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    words.load(reader);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return words;
    }
}
