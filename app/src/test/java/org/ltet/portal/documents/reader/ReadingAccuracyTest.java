package org.ltet.portal.documents.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.documents.reader.ReadingMeasure.Tally;

/**
 * A few papers of each maker as a phone takes them in each build, the same ones each time; any number, at any strength,
 * with the properties that bench/documents/run sets.
 */
@DisplayName("Bills, certificates, mark sheets and bank proofs are read as well as it was measured (DOC-3)")
class ReadingAccuracyTest {

    private static final int PAPERS = Integer.getInteger("portal.measured-papers", 2);
    private static final long FIRST = Long.getLong("portal.measured-from", 11);
    private static final String STRENGTHS = System.getProperty("portal.measured-strengths", "1");
    private static final @Nullable String FAILURES = System.getProperty("portal.measured-failures");

    /** Held to at the lighter strengths; the heavier ones are only measured. */
    private static final Set<FieldName> FIGURES =
            Set.of(FieldName.TOTAL, FieldName.PERCENTAGE, FieldName.INCOME, FieldName.IFSC, FieldName.ACCOUNT);

    @TempDir
    Path languages;

    static String[] makers() {
        return System.getProperty("portal.measured-makers", "drawn,printed,certificates")
                .split(",");
    }

    @ParameterizedTest
    @MethodSource("makers")
    void figuresAreReadAndWrongOnesAreDoubted(String maker) throws IOException {
        try (InputStream english =
                Objects.requireNonNull(ReadingAccuracyTest.class.getResourceAsStream("/tessdata/eng.traineddata"))) {
            Files.copy(english, languages.resolve("eng.traineddata"));
        }
        Path failures = FAILURES == null ? null : Files.createDirectories(Path.of(FAILURES));
        try (DocumentReader reader = new DocumentReader(languages, "eng", 40_000_000)) {
            Map<FieldName, Tally> tallies =
                    new ReadingMeasure(reader, failures).measure(maker, PAPERS, FIRST, STRENGTHS);

            tallies.keySet().retainAll(STRENGTHS.matches("[012]+") ? FIGURES : Set.of());
            tallies.forEach((field, tally) -> {
                assertThat(tally.right()).as(field.name()).isGreaterThanOrEqualTo(tally.all() * 7 / 8);
                assertThat(tally.wrongAndTrusted()).as(field.name()).isLessThanOrEqualTo(1 + tally.all() / 100);
            });
        }
    }
}
