package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ltet.portal.documents.spi.DocumentStore;
import org.ltet.portal.integrations.s3.EmulatedS3;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
@DisplayName("Documents move from the folder to S3 while the portal runs")
class MoveDocumentsTest {

    @Autowired
    Documents documents;

    @Autowired
    DocumentRows rows;

    @Autowired
    StoredFileRows allRows;

    @Autowired
    LocalStore portals;

    @Autowired
    FileKeys keys;

    @TempDir
    Path folder;

    private EmulatedS3 s3;
    private DocumentStore from;
    private DocumentStore to;
    private FileStore files;
    private MoveDocuments move;
    private StoredDocument first;
    private StoredDocument second;

    /** A folder with copies of two documents: those of the other tests stay where they are. */
    @BeforeEach
    void twoDocumentsInAFolder() throws IOException {
        s3 = new EmulatedS3();
        from = new LocalStore(folder);
        to = s3.store();
        first = add("The first to move");
        second = add("The second to move");
        for (StoredDocument document : List.of(first, second)) {
            try (InputStream sealed = portals.read(document.id())) {
                from.write(document.id(), sealed::transferTo);
            }
        }
        Stores stores = new Stores(List.of(from, to), "s3", "local");
        files = new FileStore(stores, keys);
        move = new MoveDocuments(stores, files, allRows);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void eachIsCopiedComparedAndTakenAwayAndCanBeReadAllTheTime() throws IOException {
        assertThat(read(first)).startsWith("%PDF-");

        MoveDocuments.Moved moved = move.run();

        assertThat(moved.moved()).isEqualTo(2);
        for (StoredDocument document : List.of(first, second)) {
            assertThatThrownBy(() -> from.read(document.id())).isInstanceOf(NoSuchFileException.class);
            assertThat(read(document)).startsWith("%PDF-");
        }

        MoveDocuments.Moved again = move.run();
        assertThat(again.moved()).isZero();
        assertThat(again.there()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotWhatWasStoredStaysWhereItIs() throws IOException {
        from.delete(second.id());
        from.write(
                second.id(), out -> out.write("LTD1 and nothing that was sealed".getBytes(StandardCharsets.US_ASCII)));

        MoveDocuments.Moved moved = move.run();

        assertThat(moved.moved()).isEqualTo(1);
        assertThat(moved.failed()).isPositive();
        try (InputStream left = from.read(second.id())) {
            assertThat(left.readAllBytes()).startsWith("LTD1".getBytes(StandardCharsets.US_ASCII));
        }
        assertThatThrownBy(() -> to.read(second.id())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void newFilesGoToTheNewStoreAndDeletingTakesThemFromBoth() throws IOException {
        UUID id = Ids.next();
        files.write(id, 100, out -> out.write(7));
        LocalDate day = LocalStore.dayOf(id);

        assertThat(to.writtenOn(day, Instant.MAX)).contains(id);
        files.delete(first.id());
        assertThatThrownBy(() -> from.read(first.id())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aStoreThatIsNotSetUpIsNamedAtStart() {
        assertThatThrownBy(() -> new Stores(List.of(from), "s3", ""))
                .hasMessageContaining("\"s3\"")
                .hasMessageContaining("[local]");
    }

    private String read(StoredDocument document) throws IOException {
        byte[] key = rows.find(document.id()).orElseThrow().wrappedKey();
        try (InputStream content = files.open(document, key)) {
            return new String(content.readNBytes(5), StandardCharsets.US_ASCII);
        }
    }

    private StoredDocument add(String text) {
        return documents.add(new NewDocument(
                new DocumentOwner("application", Ids.next()),
                "BILLS",
                "bill.pdf",
                new ByteArrayInputStream(SampleFiles.pdf(text + Ids.next())),
                "10000001"));
    }
}
