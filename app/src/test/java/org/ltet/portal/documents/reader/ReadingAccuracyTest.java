package org.ltet.portal.documents.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.documents.reader.ReadingMeasure.Tally;

/**
 * A few bills of each maker as a phone takes them in each build; any number, at any strength, with the properties that
 * bench/documents/run sets.
 */
@DisplayName("Bills are read as well as it was measured (DOC-3)")
class ReadingAccuracyTest {

    private static final int BILLS = Integer.getInteger("portal.measured-bills", 2);
    private static final long FIRST = Long.getLong("portal.measured-from", 11);
    private static final String STRENGTHS = System.getProperty("portal.measured-strengths", "1");
    private static final @Nullable String FAILURES = System.getProperty("portal.measured-failures");

    @TempDir
    Path languages;

    @ParameterizedTest
    @ValueSource(strings = {"drawn", "printed"})
    void theAmountIsReadAndWrongOnesAreDoubted(String maker) throws IOException {
        try (InputStream english =
                Objects.requireNonNull(ReadingAccuracyTest.class.getResourceAsStream("/tessdata/eng.traineddata"))) {
            Files.copy(english, languages.resolve("eng.traineddata"));
        }
        Path failures = FAILURES == null ? null : Files.createDirectories(Path.of(FAILURES));
        try (DocumentReader reader = new DocumentReader(languages, "eng", 40_000_000)) {
            Map<FieldName, Tally> tallies =
                    new ReadingMeasure(reader, failures).measure(maker, BILLS, FIRST, STRENGTHS);

            Tally totals = Objects.requireNonNull(tallies.get(FieldName.TOTAL));
            assertThat(totals.right()).isGreaterThanOrEqualTo(totals.all() * 7 / 8);
            assertThat(totals.wrongAndTrusted()).isLessThanOrEqualTo(1 + totals.all() / 100);
        }
    }
}
