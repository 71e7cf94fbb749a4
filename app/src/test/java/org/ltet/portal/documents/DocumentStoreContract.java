package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.spi.DocumentStore;
import org.ltet.portal.shared.Ids;

/** What every store of documents must keep to. */
public abstract class DocumentStoreContract {

    protected abstract DocumentStore store();

    @Test
    void givesBackWhatWasWrittenWhateverItsSize() throws IOException {
        for (int size : new int[] {0, 1, 70_000, 8 * 1024 * 1024, 20_000_001}) {
            byte[] content = new byte[size];
            new Random(size).nextBytes(content);
            UUID id = Ids.next();

            store().write(id, new ByteArrayInputStream(content)::transferTo);

            try (InputStream read = store().read(id)) {
                assertThat(read.readAllBytes()).as("%d bytes", size).isEqualTo(content);
            }
        }
    }

    @Test
    void aFileWhoseWritingFailsIsNotThere() {
        for (int size : new int[] {10, 9_000_000}) {
            UUID id = Ids.next();

            assertThatThrownBy(() -> store().write(id, out -> {
                        out.write(new byte[size]);
                        throw new IOException("The sender is gone");
                    }))
                    .isInstanceOf(IOException.class);

            assertThatThrownBy(() -> store().read(id)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void aFileThatIsDeletedIsGoneAndMayBeDeletedAgain() throws IOException {
        UUID id = write();

        store().delete(id);
        store().delete(id);

        assertThatThrownBy(() -> store().read(id)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void tellsWhatWasWrittenOnADayAndBeforeAMoment() throws IOException {
        UUID id = write();
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16), ZoneOffset.UTC);
        Instant now = store().now();

        assertThat(store().writtenOn(day, now.plus(Duration.ofMinutes(1)))).contains(id);
        assertThat(store().writtenOn(day, now.minus(Duration.ofHours(1)))).doesNotContain(id);
        assertThat(store().writtenOn(day.minusDays(1), now.plus(Duration.ofMinutes(1))))
                .doesNotContain(id);
    }

    @Test
    void cleaningUpLeavesWholeFilesAlone() throws IOException {
        UUID id = write();

        store().deleteHalfWritten(store().now().plus(Duration.ofMinutes(1)));

        try (InputStream read = store().read(id)) {
            assertThat(read.readAllBytes()).containsExactly(1, 2, 3);
        }
    }

    private UUID write() throws IOException {
        UUID id = Ids.next();
        store().write(id, out -> out.write(new byte[] {1, 2, 3}));
        return id;
    }
}
