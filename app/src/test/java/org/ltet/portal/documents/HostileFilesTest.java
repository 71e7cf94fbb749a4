package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.documents.HostileFiles.joined;
import static org.ltet.portal.documents.HostileFiles.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** By the way that uploads take, with the child processes and limits of production. */
@PortalTest
@DisplayName("Hostile files are refused with a reason, or made harmless (DOC-1)")
class HostileFilesTest {

    /** @param codes what it may be refused for; none when it is taken and made harmless */
    private record Hostile(String what, String name, byte[] file, String... codes) {

        @Override
        public String toString() {
            return what;
        }
    }

    @Autowired
    Documents documents;

    @Autowired
    Readings readings;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Value("${portal.data-directory}")
    Path data;

    private final DocumentOwner owner = new DocumentOwner("application", Ids.next());

    static List<Hostile> refused() throws IOException {
        byte[] pdf = SampleFiles.pdf("Hospital bill");
        byte[] svg = text(
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
        byte[] html = text("<!doctype html><html><script>alert(1)</script></html>");
        return List.of(
                new Hostile(
                        "PNG of 30,000 x 30,000 pixels", "a.png", SampleFiles.pngBomb(30_000, 30_000), "tooManyPixels"),
                new Hostile(
                        "JPEG of 30,000 x 30,000 pixels",
                        "a.jpg",
                        HostileFiles.jpegOfSize(30_000, 30_000),
                        "tooManyPixels"),
                new Hostile("PNG whose pixels are missing", "a.png", SampleFiles.pngBomb(6_000, 6_000), "corrupt"),
                new Hostile(
                        "PDF whose index unpacks to 1.5 GB",
                        "a.pdf",
                        SampleFiles.pdfBomb(1_500),
                        "corrupt",
                        "tooComplex"),
                new Hostile(
                        "PDF whose objects unpack to 1.5 GB",
                        "a.pdf",
                        HostileFiles.pdfWithPackedObjects(1_500),
                        "corrupt",
                        "tooComplex"),
                new Hostile(
                        "PDF of arrays nested 200,000 deep",
                        "a.pdf",
                        HostileFiles.pdfNested(200_000),
                        "corrupt",
                        "tooComplex"),
                new Hostile(
                        "PDF whose pages go in circles", "a.pdf", HostileFiles.pdfInCircles(), "corrupt", "tooComplex"),
                new Hostile("zip of 1 GB under .pdf", "a.pdf", HostileFiles.zip(1_000), "notWhatItSays"),
                new Hostile("zip of 1 GB", "a.zip", HostileFiles.zip(1_000), "otherType"),
                new Hostile("PDF with a password", "a.pdf", encrypted("secret"), "encrypted"),
                new Hostile("PDF with an owner's password only", "a.pdf", encrypted(""), "encrypted"),
                new Hostile("PDF cut off in its first object", "a.pdf", Arrays.copyOf(pdf, 40), "corrupt"),
                new Hostile("PNG cut off", "a.png", SampleFiles.firstHalf(SampleFiles.png(800, 600)), "corrupt"),
                new Hostile("JPEG cut off", "a.jpg", SampleFiles.firstHalf(SampleFiles.jpg(800, 600)), "corrupt"),
                new Hostile("PDF that begins as GIF", "a.pdf", joined(text("GIF89a"), pdf), "notWhatItSays"),
                new Hostile("PDF that begins as HTML", "a.pdf", joined(html, pdf), "notWhatItSays"),
                new Hostile("PDF that ends as zip", "a.pdf", joined(pdf, HostileFiles.zip(1)), "somethingBehind"),
                new Hostile(
                        "PDF with JavaScript",
                        "a.pdf",
                        SampleFiles.pdf(
                                1,
                                "x",
                                document -> document.getDocumentCatalog()
                                        .setOpenAction(new PDActionJavaScript("app.alert(1)"))),
                        "active"),
                new Hostile(
                        "PDF that launches a program",
                        "a.pdf",
                        SampleFiles.pdf(
                                1,
                                "x",
                                document -> document.getDocumentCatalog().setOpenAction(new PDActionLaunch())),
                        "active"),
                new Hostile("SVG under .png", "a.png", svg, "notWhatItSays"),
                new Hostile("HTML under .png", "a.png", html, "notWhatItSays"),
                new Hostile(
                        "HTML under .jpg behind the mark of a JPEG",
                        "a.jpg",
                        joined(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0}, html),
                        "corrupt",
                        "notWhatItSays"),
                new Hostile(
                        "PDF with a picture of 30,000 x 30,000",
                        "a.pdf",
                        HostileFiles.pdfWithPicture(30_000, 30_000),
                        "tooManyPixels"),
                new Hostile("HTML", "a.html", html, "otherType"),
                new Hostile("6 MB", "a.pdf", SampleFiles.pdfOf(6 * 1024 * 1024, "x"), "tooLarge"));
    }

    private static byte[] encrypted(String password) {
        return SampleFiles.pdf(1, "secret", document -> protect(document, password));
    }

    private static void protect(PDDocument document, String password) {
        try {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource
    void refused(Hostile hostile) throws IOException {
        long files = files();
        long begun = System.nanoTime();

        assertThatThrownBy(() -> add(hostile.name(), hostile.file())).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code())
                    .isIn(Stream.of(hostile.codes())
                            .map(code -> "documents." + code)
                            .toList());
            assertThat(refused.field()).isEqualTo("file");
            assertThat(words("en")).containsKey("refused." + refused.code());
            assertThat(words("hi").getProperty("refused." + refused.code()))
                    .matches(text -> text.chars()
                            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.DEVANAGARI));
        });

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(55));
        assertThat(files()).as("nothing is left behind").isEqualTo(files);
        assertThat(add("bill.pdf", SampleFiles.pdf("Hospital bill " + Ids.next())))
                .as("the next file is taken")
                .isNotNull();
    }

    private static Properties words(String language) {
        Properties words = new Properties();
        try (var in = HostileFilesTest.class.getResourceAsStream("/messages/documents_" + language + ".properties")) {
            words.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return words;
    }

    @Test
    void whatHidesBehindOrInsideAPictureIsNotStored() throws IOException {
        byte[] zip = text("PK\3\4 evil.exe");
        byte[] script = text("<script>alert(1)</script>");
        byte[] jpeg = SampleFiles.jpg(60, 40);
        byte[] comment = joined(
                Arrays.copyOf(jpeg, 2),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (script.length + 2)},
                script,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));

        assertThat(documents.bytes(add("a.jpg", joined(jpeg, zip)))).isEqualTo(jpeg);
        assertThat(documents.bytes(add("a.jpg", comment))).isEqualTo(jpeg);
        byte[] png = SampleFiles.png(60, 40);
        assertThat(documents.bytes(add("a.png", joined(png, zip)))).isEqualTo(png);
        assertThat(documents.bytes(add("a.png", HostileFiles.pngWithPackedProfile(1_500))))
                .as("a colour profile that unpacks to 1.5 GB")
                .isEqualTo(SampleFiles.png(20, 20));
    }

    static List<Hostile> costly() throws IOException {
        return List.of(
                new Hostile("page that unpacks to 1.5 GB", "a.pdf", HostileFiles.pdfWithPackedPage(1_500)),
                new Hostile("picture of 40 megapixels", "a.jpg", SampleFiles.jpg(8_000, 5_000)));
    }

    /** Nothing is wrong with their structure, so they are taken; reading them must not cost more than it may. */
    @ParameterizedTest
    @MethodSource("costly")
    void whatIsCostlyToReadEndsItsOwnReadingOnly(Hostile hostile) {
        UUID bad = read(hostile.name(), hostile.file());
        MadeUpBill bill = new MadeUpBill(Trade.HOSPITAL, 5);
        UUID good = read("photo.jpg", PhonePhoto.take(Paper.draw(bill), 1, 5));

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> readings.of(good).orElseThrow().state() == Reading.State.READ);
        assertThat(readings.of(good).orElseThrow().fields()).isNotEmpty();
        // what was put off for a minute is not to take the time of other tests
        jdbc.sql("delete from documents.reading_job where task_instance = :id and not picked")
                .param("id", bad.toString())
                .update();
    }

    @Test
    void whileOneFileIsLookedIntoForLongOthersArePassed() throws Exception {
        byte[] bomb = SampleFiles.pdfBomb(1_500);
        try (ExecutorService member = Executors.newFixedThreadPool(1)) {
            Future<?> slow = member.submit(
                    () -> assertThatThrownBy(() -> add("a.pdf", bomb)).isInstanceOf(Refused.class));

            for (int i = 0; i < 3; i++) {
                assertThat(add("bill.pdf", SampleFiles.pdf("Hospital bill " + Ids.next())))
                        .isNotNull();
            }

            slow.get(60, TimeUnit.SECONDS);
        }
    }

    private UUID add(String name, byte[] file) {
        return documents
                .add(new NewDocument(owner, "HOSPITAL_BILL", name, new ByteArrayInputStream(file), "10000001"))
                .id();
    }

    private UUID read(String name, byte[] file) {
        UUID id = transaction.execute(status -> {
            UUID added = add(name, file);
            readings.request(added, DocumentKind.BILL);
            return added;
        });
        assertThat(id).isNotNull();
        return id;
    }

    /** In the store and where files arrive. */
    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("documents"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
