package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("Documents (DOC-1, DOC-6)")
class DocumentsTest {

    @Autowired
    Documents documents;

    @Autowired
    OrphanFiles orphans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Value("${portal.data-directory}/documents/files")
    Path store;

    private final DocumentOwner owner = new DocumentOwner("application", Ids.next());

    @Test
    void whatIsPutInComesOut() throws IOException {
        byte[] bill = SampleFiles.pdf("Hospital bill " + owner.id());

        StoredDocument stored = add("bill.pdf", bill);

        assertThat(documents.bytes(stored.id())).isEqualTo(bill);
        assertThat(stored.mediaType()).isEqualTo("application/pdf");
        assertThat(stored.size()).isEqualTo(bill.length);
        assertThat(documents.of(owner))
                .containsExactly(documents.find(stored.id()).orElseThrow());
        assertThat(documents.of("application", List.of(owner.id(), Ids.next()))).hasSize(1);
        assertThat(documents.of("voucher", List.of(owner.id()))).isEmpty();
    }

    @Test
    void liesEncryptedOnTheDiskUnderItsIdOnly() throws IOException {
        StoredDocument stored = add("../../my bill.pdf", SampleFiles.pdf("Hospital bill of a member"));

        byte[] onDisk = Files.readAllBytes(fileOf(stored.id()));

        assertThat(new String(onDisk, StandardCharsets.ISO_8859_1)).doesNotContain("%PDF");
        assertThat(stored.fileName()).isEqualTo("my bill.pdf");
        assertThat(names()).noneMatch(name -> name.contains("bill"));
    }

    @Test
    void aFileChangedOnTheDiskIsNotGivenOut() throws IOException {
        StoredDocument stored = add("bill.pdf", SampleFiles.pdf("Hospital bill"));
        byte[] onDisk = Files.readAllBytes(fileOf(stored.id()));
        onDisk[onDisk.length / 2] ^= 1;
        Files.write(fileOf(stored.id()), onDisk);

        assertThatThrownBy(() -> documents.open(stored.id())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFileExchangedForAnotherIsNotGivenOut() throws IOException {
        StoredDocument one = add("one.pdf", SampleFiles.pdf("one"));
        StoredDocument other = add("other.pdf", SampleFiles.pdf("other"));
        Files.write(fileOf(one.id()), Files.readAllBytes(fileOf(other.id())));

        assertThatThrownBy(() -> documents.open(one.id())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFileOverTheLimitIsRefusedBeforeItsEndIsRead() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                assertThat(given).as("bytes read").isLessThan(6L * 1024 * 1024);
                given++;
                return 'x';
            }
        };

        assertRefused("documents.tooLarge", "bill.pdf", endless);
    }

    @Test
    void theLimitItselfIsAllowed() {
        byte[] bill = SampleFiles.pdf("Hospital bill");
        byte[] padded = Arrays.copyOf(bill, 5 * 1024 * 1024);
        Arrays.fill(padded, bill.length, padded.length, (byte) '\n');

        assertThat(add("bill.pdf", padded).size()).isEqualTo(5 * 1024 * 1024);
        assertRefused("documents.tooLarge", "bill.pdf", Arrays.copyOf(padded, padded.length + 1));
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsRefused() {
        assertRefused("documents.notWhatItSays", "bill.pdf", bytes("<html><script>alert(1)</script></html>"));
        assertRefused("documents.notWhatItSays", "bill.pdf", SampleFiles.png(10, 10));
        assertRefused("documents.notWhatItSays", "photo.jpg", SampleFiles.pdf("Hospital bill"));
        assertRefused("documents.notWhatItSays", "bill.pdf", bytes("MZ this is a program"));
        assertRefused("documents.otherType", "bill.docx", bytes("PK\u0003\u0004 something"));
        assertRefused("documents.otherType", "page.svg", bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        assertRefused("documents.empty", "bill.pdf", new byte[0]);
    }

    @Test
    void theKindIsToldFromTheContent() {
        assertThat(add("scan", SampleFiles.pdf("x")).fileName()).isEqualTo("scan.pdf");
        StoredDocument photo = add("photo.png", SampleFiles.jpg(20, 20));
        assertThat(photo.mediaType()).isEqualTo("image/jpeg");
        assertThat(photo.fileName()).isEqualTo("photo.jpg");
    }

    @Test
    void aRefusedFileLeavesNothingBehind() throws IOException {
        List<String> before = names();

        assertRefused("documents.corrupt", "bill.pdf", bytes("%PDF-1.7\n%%EOF\n"));

        assertThat(names()).isEqualTo(before);
        assertThat(documents.of(owner)).isEmpty();
    }

    @Test
    void theSameFileIsFoundElsewhereAndOnlyElsewhere() {
        byte[] bill = SampleFiles.pdf("Bill no. " + Ids.next());
        StoredDocument mine = add("bill.pdf", bill);
        add("again.pdf", bill);
        DocumentOwner another = new DocumentOwner("application", Ids.next());
        StoredDocument elsewhere = documents.add(
                new NewDocument(another, "HOSPITAL_BILL", "x.pdf", new ByteArrayInputStream(bill), "10000001"));

        assertThat(documents.sameContent(List.of(mine.id()))).containsExactly(elsewhere);
    }

    @Test
    void aRemovedDocumentIsGoneAndItsContentErased() throws IOException {
        StoredDocument stored = add("bill.pdf", SampleFiles.pdf("Hospital bill"));

        documents.remove(stored.id());

        assertThat(documents.find(stored.id())).isEmpty();
        assertThatThrownBy(() -> documents.open(stored.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> documents.remove(stored.id())).isInstanceOf(Refused.class);
        assertThat(fileOf(stored.id())).as("until the removal is certain").exists();
        orphans.clean();
        assertThat(names()).doesNotContain(stored.id().toString());
        assertThat(jdbc.sql("select state from documents.document where id = :id and wrapped_key is null")
                        .param("id", stored.id())
                        .query(String.class)
                        .single())
                .isEqualTo("ERASED");
    }

    @Test
    void aFileWhoseTransactionWasRolledBackIsErasedLaterAndOthersStay() throws IOException {
        StoredDocument kept = add("kept.pdf", SampleFiles.pdf("kept"));
        UUID lost = transaction.execute(status -> {
            status.setRollbackOnly();
            return add("lost.pdf", SampleFiles.pdf("lost")).id();
        });
        assertThat(documents.find(lost)).isEmpty();
        assertThat(names()).contains(lost.toString());

        orphans.clean();
        assertThat(names()).as("a transaction might still be open").contains(lost.toString());

        Files.setLastModifiedTime(fileOf(lost), FileTime.from(Instant.now().minus(Duration.ofHours(3))));
        Files.setLastModifiedTime(fileOf(kept.id()), FileTime.from(Instant.now().minus(Duration.ofHours(3))));
        orphans.clean();
        assertThat(names()).doesNotContain(lost.toString()).contains(kept.id().toString());
    }

    @Test
    void generatedFilesAreKeptToo() {
        StoredDocument written = documents.write(
                new DocumentOwner("batch", owner.id()),
                "PAIN001",
                "batch.xml",
                "application/xml",
                out -> out.write(bytes("<Document/>")));

        assertThat(documents.bytes(written.id())).isEqualTo(bytes("<Document/>"));
    }

    @Test
    void theDatabaseItselfKeepsDocumentsAsTheyAre() {
        StoredDocument stored = add("bill.pdf", SampleFiles.pdf("Hospital bill"));

        assertThatThrownBy(() -> jdbc.sql("update documents.document set owner_id = :other where id = :id")
                        .param("other", Ids.next())
                        .param("id", stored.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from documents.document where id = :id")
                        .param("id", stored.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql(
                                "update documents.document set state = 'ERASED', wrapped_key = null, removed_at = now() where id = :id")
                        .param("id", stored.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private StoredDocument add(String name, byte[] content) {
        return documents.add(
                new NewDocument(owner, "HOSPITAL_BILL", name, new ByteArrayInputStream(content), "10000001"));
    }

    private void assertRefused(String code, String name, byte[] content) {
        assertRefused(code, name, new ByteArrayInputStream(content));
    }

    private void assertRefused(String code, String name, InputStream content) {
        assertThatThrownBy(() -> documents.add(new NewDocument(owner, "HOSPITAL_BILL", name, content, "10000001")))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.field()).isEqualTo("file");
                });
    }

    private Path fileOf(UUID id) throws IOException {
        try (Stream<Path> all = Files.walk(store)) {
            return all.filter(file -> file.endsWith(id.toString())).findFirst().orElseThrow();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(store.getParent())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
