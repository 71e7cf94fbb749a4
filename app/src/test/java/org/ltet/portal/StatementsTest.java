package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A statement that takes every column breaks in a rolling release: once a node of the new release has added a column, what
 * an old node has prepared ends with "cached plan must not change result type". Functions of the database plan anew.
 */
@DisplayName("Every statement names its columns")
class StatementsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern EVERY_COLUMN =
            Pattern.compile("(?i)\\bselect\\s+(all\\s+|distinct\\s+(on\\s*\\([^)]*\\)\\s*)?)?\\*|\\breturning\\s+\\*"
                    + "|(\\bselect|\\breturning|,|\\))\\s+[a-z_]+\\.\\*");

    /** Parts of statements that name what they answer. */
    private static final List<String> WITHIN_NAMED =
            List.of("org/ltet/portal/payments/posting/PostingWork.java: returning p.*");

    @Test
    void noneTakesWhateverColumnsThereAre() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> EVERY_COLUMN
                            .matcher(read(file))
                            .results()
                            .map(match -> SOURCES.relativize(file) + ": " + match.group()))
                    .toList();
            assertThat(found).isSubsetOf(WITHIN_NAMED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t",
                "select distinct on (a, b) * from t",
                "select\n    t.* from t",
                "select a.x, t.* from t",
                "select distinct on (t.a) t.* from t",
                "update t set a = 1 returning *",
                "delete from t returning t.*"
            })
    void everyWayOfTakingAllIsSeen(String statement) {
        assertThat(statement).containsPattern(EVERY_COLUMN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select count(*) from t", "select a * b from t", "select count(*), max(t.a) from t"})
    void countingIsNot(String statement) {
        assertThat(statement).doesNotContainPattern(EVERY_COLUMN);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
