package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.web.Words;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("Documents that people save tell where they come from, where an administrator asks for it (DOC-5)")
class StampedDocumentsTest {

    private static final User READER =
            new User(Ids.next(), "10000042", "Ścrutiny Officer", Map.of(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE));

    @Autowired
    Documents documents;

    @Autowired
    StampedDocuments stamped;

    @Autowired
    DocumentBundle bundle;

    @Autowired
    Settings settings;

    @Autowired
    MessageSource messages;

    @Autowired
    JdbcClient jdbc;

    private final DocumentOwner owner = new DocumentOwner("application", Ids.next());

    @AfterEach
    void asItWas() {
        stamp(0);
    }

    @Test
    void nothingIsPrintedAsLongAsNobodyAsksForIt() throws IOException {
        StoredDocument document = add("bill.pdf", SampleFiles.pdf("Hospital bill"));

        try (Content content = stamped.of(documents.open(document.id()), READER)) {
            assertThat(text(content.stream().readAllBytes())).doesNotContain("10000042");
            assertThat(content.document()).isEqualTo(document);
        }
    }

    @Test
    void everyPageOfAPdfTellsWhoTookItAndWhen() throws IOException {
        stamp(1);
        StoredDocument document = add("bill.pdf", SampleFiles.pdf(3, "Hospital bill", _ -> {}));

        try (Content content = stamped.of(documents.open(document.id()), READER)) {
            byte[] file = content.stream().readAllBytes();
            assertThat(content.document().size()).isEqualTo(file.length);
            assertThat(text(file))
                    .contains("Hospital bill")
                    .contains("(10000042)")
                    .contains("IST");
            assertThat(text(file).split("\\(10000042\\)", -1)).hasSize(4);
        }
        try (Content original = documents.open(document.id())) {
            assertThat(text(original.stream().readAllBytes())).doesNotContain("10000042");
        }
    }

    @Test
    void aPictureGetsAStripBelowIt() throws IOException {
        stamp(1);
        StoredDocument document = add("photo.png", SampleFiles.png(800, 600));

        try (Content content = stamped.of(documents.open(document.id()), READER)) {
            BufferedImage picture =
                    ImageIO.read(new ByteArrayInputStream(content.stream().readAllBytes()));
            assertThat(picture.getWidth()).isEqualTo(800);
            assertThat(picture.getHeight()).isGreaterThan(610);
            assertThat(content.document().mediaType()).isEqualTo("image/jpeg");
            assertThat(content.document().fileName()).isEqualTo("photo.jpg");
        }
    }

    @Test
    void allDocumentsInOneFileAreStampedEach() throws IOException {
        stamp(1);
        StoredDocument one = add("one.pdf", SampleFiles.pdf("The first bill"));
        StoredDocument two = add("two.pdf", SampleFiles.pdf("The second bill"));

        Map<String, byte[]> files = unzipped(bundled(one, two));

        assertThat(files).containsOnlyKeys("01-BILLS-one.pdf", "02-BILLS-two.pdf", "00-CONTENTS.txt");
        assertThat(text(part(files, "01-BILLS-one.pdf"))).contains("The first bill", "(10000042)");
        assertThat(text(part(files, "02-BILLS-two.pdf"))).contains("The second bill", "(10000042)");
        assertThat(plain(part(files, "00-CONTENTS.txt"))).contains("2 of 2 documents", "01-BILLS-one.pdf");
    }

    @Test
    void whatCannotBeStampedIsMissingWithANoteInItsPlaceAndWhatFollowsIsThere() throws IOException {
        stamp(1);
        StoredDocument one = add("one.pdf", SampleFiles.pdf("The first bill"));
        StoredDocument odd = add("odd.png", SampleFiles.png(80, 60));
        StoredDocument three = add("three.pdf", SampleFiles.pdf("The third bill"));
        // a picture that the portal takes for a PDF file: no stamp can be put on it
        jdbc.sql("alter table documents.document disable trigger guard_document;"
                        + "update documents.document set media_type = 'application/pdf' where id = '" + odd.id() + "';"
                        + "alter table documents.document enable trigger guard_document")
                .update();

        Map<String, byte[]> files = unzipped(bundled(one, odd, three));

        assertThat(files)
                .containsOnlyKeys(
                        "01-BILLS-one.pdf", "02-BILLS-NOT-IN-THIS-FILE.txt", "03-BILLS-three.pdf", "00-CONTENTS.txt");
        assertThat(plain(part(files, "02-BILLS-NOT-IN-THIS-FILE.txt")))
                .contains("\"odd.png\" is not in this file", "no stamp can be put on it");
        assertThat(plain(part(files, "00-CONTENTS.txt"))).contains("2 of 3 documents", "02-BILLS-NOT-IN-THIS-FILE.txt");
        assertThat(text(part(files, "03-BILLS-three.pdf"))).contains("The third bill", "(10000042)");
    }

    private byte[] bundled(StoredDocument... wanted) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bundle.write(List.of(wanted), READER, new Words(messages, Locale.ENGLISH), out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> unzipped(byte[] file) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] part(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static String plain(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private void stamp(long value) {
        settings.change(settings.find("documents.download.stamped").orElseThrow(), value);
    }

    private StoredDocument add(String name, byte[] file) {
        return documents.add(new NewDocument(owner, "BILLS", name, new ByteArrayInputStream(file), "10000001"));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
