package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("Documents page by page (DOC-5, REV-2)")
class DocumentPagesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(49_200_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final Map<UUID, Set<String>> READERS = new ConcurrentHashMap<>();

    private static final DocumentAccess BINDERS = new DocumentAccess() {
        @Override
        public String ownerKind() {
            return "test-binder";
        }

        @Override
        public boolean mayRead(User user, UUID ownerId) {
            return READERS.getOrDefault(ownerId, Set.of()).contains(user.employeeNumber());
        }
    };

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Documents documents;

    @Autowired
    Readings readings;

    @Autowired
    PageLayouts layouts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    ConfigurableListableBeanFactory beans;

    private String reader = "";
    private String stranger = "";
    private UUID binder = Ids.next();

    @BeforeEach
    void openAccounts() {
        clock.reset();
        if (!beans.containsBean("testBinders")) {
            beans.registerSingleton("testBinders", BINDERS);
        }
        reader = account();
        stranger = account();
        binder = Ids.next();
        READERS.put(binder, Set.of(reader));
    }

    @Test
    @DisplayName("What was read stands on the picture where the reading says, also of a photo taken sideways and askew")
    void marksStandWhereTheValueStands() throws IOException {
        MadeUpBill bill = new MadeUpBill(Trade.SCHOOL, 3);
        UUID photo = add("photo.png", png(askew(sideways(Paper.draw(bill)), 2.0)), DocumentKind.BILL);
        Reading first = read(photo);
        PageLayout.Sheet sheet = layouts.find(photo).orElseThrow().pages().getFirst();
        assertThat(sheet.quarters()).isOdd();
        assertThat(Math.abs(sheet.degrees())).isBetween(1.0, 3.0);

        byte[] picture = as(reader).download("/documents/" + photo + "/pages/1?width=1600");

        // read once more, the picture has to be straight already, with the amount at the same place
        UUID again = add("picture.jpg", picture, DocumentKind.BILL);
        Reading second = read(again);
        PageLayout.Sheet straight = layouts.find(again).orElseThrow().pages().getFirst();
        assertThat(straight.quarters()).isZero();
        assertThat(straight.degrees()).isCloseTo(0, within(0.3));
        ReadField.Place place = first.field(ReadField.Name.TOTAL).orElseThrow().place();
        ReadField.Place seen = second.field(ReadField.Name.TOTAL).orElseThrow().place();
        assertThat(seen.left()).isCloseTo(place.left(), within(12));
        assertThat(seen.top()).isCloseTo(place.top(), within(12));
    }

    @Test
    void thePageShowsTheFieldsAndTheWordsOverThePicture() {
        UUID id = add(
                "bill.pdf",
                SampleFiles.pdf("Apollo Hospital Bill No: 4711 Date: 01/02/2026 Patient: Asha Rao Net amount 500.00"),
                DocumentKind.BILL);
        read(id);
        WebSession session = as(reader);

        String page = session.get("/documents/" + id + "/view").body();
        String words = session.get("/documents/" + id + "/pages/1/words").body();

        assertThat(page)
                .contains("data-viewer=\"/documents/" + id + "\"", "/pages/1?width=720 720w", "Page 1 of 1")
                .contains("Bill number", "4711", "data-mark=\"BILL_NUMBER\"")
                .doesNotContain(" style=");
        assertThat(words).contains("\"text\":\"Apollo\"", "\"left\":");
    }

    @Test
    void aDocumentThatWasNotReadYetIsShownAsItIs() {
        UUID id = keep("three.pdf", SampleFiles.pdf(3, "Page of a report", document -> {}));

        String page = as(reader).get("/documents/" + id + "/view").body();

        assertThat(page).contains("Page 1 of 3", "/pages/3?width=1080").doesNotContain("<rect");
        assertThat(as(reader).get("/documents/" + id + "/pages/3/words").body()).isEqualTo("[]");
    }

    @Test
    void aPictureIsAsWideAsItIsNeededAndHoldsNothingOfTheFile() throws IOException {
        UUID id = keep("bill.pdf", SampleFiles.pdf("Secret mark of the file"));

        byte[] small = as(reader).download("/documents/" + id + "/pages/1?width=300");
        byte[] large = as(reader).download("/documents/" + id + "/pages/1?width=1601");

        assertThat(picture(small).getWidth()).isEqualTo(360);
        assertThat(picture(large).getWidth()).isBetween(2399, 2401);
        assertThat(new String(large, StandardCharsets.ISO_8859_1)).doesNotContain("PDF", "Secret");
    }

    @Test
    void nobodyElseSeesAPageAndPagesThatAreNotThereAreNotFound() {
        UUID id = keep("bill.pdf", SampleFiles.pdf("Bill of a page"));

        for (String path : List.of("/view", "/pages/1", "/pages/1/words")) {
            assertThat(as(stranger).get("/documents/" + id + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : List.of("/pages/0", "/pages/2", "/pages/-1", "/pages/2000000000")) {
            assertThat(as(reader).get("/documents/" + id + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("SEC-3: looking at a document page by page is on record, once")
    void onRecordOnce() {
        UUID id = keep("bill.pdf", SampleFiles.pdf(2, "Bill of two pages", document -> {}));
        WebSession session = as(reader);

        session.get("/documents/" + id + "/view");
        session.get("/documents/" + id + "/pages/1");
        session.get("/documents/" + id + "/pages/2");

        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'document.read' and object_id = :id")
                        .param("id", id.toString())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    @DisplayName("ITG: programs get pages and what was read")
    void forPrograms() throws Exception {
        UUID id = add(
                "bill.pdf",
                SampleFiles.pdf("Apollo Hospital Bill No: 4712 Date: 01/02/2026 Patient: Asha Rao Net amount 510.00"),
                DocumentKind.BILL);
        read(id);

        HttpResponse<String> reading = api("/api/v1/documents/" + id + "/reading");
        HttpResponse<String> page = api("/api/v1/documents/" + id + "/pages/1?width=360");
        String tag = page.headers().firstValue("ETag").orElseThrow();

        assertThat(reading.body()).contains("\"state\":\"READ\"", "\"value\":\"4712\"", "\"page\":1");
        assertThat(page.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(api("/api/v1/documents/" + id + "/pages/1?width=360", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    @DisplayName("SEC-1: the words of a page do not lie in the database in clear, and go with the document")
    void sealed() {
        UUID id = add(
                "bill.pdf",
                SampleFiles.pdf("Kasturba Hospital Bill No: 4713 of a dozen words or more, as it is"),
                DocumentKind.BILL);
        read(id);

        byte[] content = jdbc.sql("select content from documents.page_layout where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("Kasturba");

        transaction.executeWithoutResult(status -> documents.remove(id));
        jdbc.sql("delete from documents.reading where id = :id").param("id", id).update();
        assertThat(layouts.find(id)).isEmpty();
    }

    private String account() {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(
                number, "Test Person", number + "@example.in", PASSWORD, Accounts.everywhere(Role.MEMBER)));
        return number;
    }

    private WebSession as(String number) {
        return WebSession.signedIn(port, number, PASSWORD);
    }

    private HttpResponse<String> api(String path, String... headers) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + StaffFactor.bearer(port, reader, PASSWORD));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private UUID keep(String name, byte[] file) {
        return documents
                .add(new NewDocument(
                        new DocumentOwner("test-binder", binder),
                        "BILLS",
                        name,
                        new ByteArrayInputStream(file),
                        "10000001"))
                .id();
    }

    private UUID add(String name, byte[] file, DocumentKind kind) {
        UUID id = transaction.execute(status -> {
            UUID kept = keep(name, file);
            readings.request(kept, kind);
            return kept;
        });
        assertThat(id).isNotNull();
        return id;
    }

    private Reading read(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> readings.of(id).orElseThrow(), Predicate.not(Reading::waits));
    }

    private static BufferedImage picture(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static BufferedImage sideways(BufferedImage upright) {
        BufferedImage turned = new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(upright, new AffineTransform(0, 1, -1, 0, upright.getHeight(), 0), null);
        graphics.dispose();
        return turned;
    }

    private static BufferedImage askew(BufferedImage image, double degrees) {
        BufferedImage turned = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.rotate(Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return turned;
    }
}
