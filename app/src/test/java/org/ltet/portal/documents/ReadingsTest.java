package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.operations.JobTrace;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("Reading documents in the background (DOC-2, DOC-3)")
class ReadingsTest {

    @Autowired
    Documents documents;

    @Autowired
    Readings readings;

    @Autowired
    ReadWaiting readWaiting;

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final DocumentOwner owner = new DocumentOwner("application", Ids.next());

    @BeforeEach
    void theClockStandsWhereItBegan() {
        clock.reset();
    }

    @Test
    void aPhotoOfABillIsReadByItself() {
        MadeUpBill bill = new MadeUpBill(Trade.HOSPITAL, 5);
        UUID id = add("photo.jpg", PhonePhoto.take(Paper.draw(bill), 1, 5), DocumentKind.BILL);

        Reading reading = read(id);

        assertThat(reading.state()).isEqualTo(Reading.State.READ);
        assertThat(value(reading, ReadField.Name.BILL_NUMBER))
                .isEqualTo(bill.truth().get(FieldName.BILL_NUMBER));
        assertThat(value(reading, ReadField.Name.BILL_DATE))
                .isEqualTo(bill.truth().get(FieldName.BILL_DATE));
        assertThat(value(reading, ReadField.Name.VENDOR)).isEqualTo(bill.truth().get(FieldName.VENDOR));
        assertThat(value(reading, ReadField.Name.TOTAL)).isEqualTo(bill.truth().get(FieldName.TOTAL));
        ReadField.Place place =
                reading.field(ReadField.Name.TOTAL).orElseThrow().place();
        assertThat(place.left() + place.width()).isBetween(1, 1000);
        assertThat(place.top() + place.height()).isBetween(1, 1000);
    }

    @Test
    void aPhotoTakenSidewaysIsTurned() throws IOException {
        MadeUpBill bill = new MadeUpBill(Trade.SCHOOL, 3);
        UUID id = add("photo.png", png(sideways(Paper.draw(bill))), DocumentKind.OTHER);

        Reading reading = read(id);

        assertThat(reading.kind()).isEqualTo(DocumentKind.BILL);
        assertThat(value(reading, ReadField.Name.TOTAL)).isEqualTo(bill.truth().get(FieldName.TOTAL));
    }

    @Test
    void whatTheDocumentSaysDoesNotLieInTheDatabaseInClear() {
        MadeUpBill bill = new MadeUpBill(Trade.LABORATORY, 7);
        UUID id = add("photo.jpg", PhonePhoto.take(Paper.draw(bill), 0, 7), DocumentKind.BILL);
        read(id);

        byte[] content = jdbc.sql("select content from documents.reading where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();

        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("BILL_NUMBER");
    }

    @Test
    void nothingIsReadWhenTheDocumentIsNotKept() {
        UUID id = transaction.execute(status -> {
            UUID added = keep("bill.pdf", SampleFiles.pdf("Bill of a transaction that is undone"), DocumentKind.BILL);
            status.setRollbackOnly();
            return added;
        });

        assertThat(readings.of(id)).isEmpty();
        assertThat(jobs(id)).isZero();
    }

    @Test
    void aPictureOfNothingEndsWithoutFieldsAndWithAdvice() {
        UUID id = add("white.png", SampleFiles.png(1200, 900), DocumentKind.BILL);

        Reading reading = read(id);

        assertThat(reading.fields()).isEmpty();
        assertThat(reading.defects()).contains(Reading.Defect.NOTHING_READ);
    }

    @Test
    void aDocumentReadTwiceIsReadOnce() {
        UUID id = add("bill.pdf", SampleFiles.pdf("Bill No: 77 Date: 01/02/2026 Total 500.00"), DocumentKind.BILL);
        Reading first = read(id);

        readings.request(id, DocumentKind.MARK_SHEET);
        assertThat(readWaiting.read(id, null)).isTrue();

        assertThat(readings.of(id)).contains(first);
        assertThat(jdbc.sql("select attempts from documents.reading where id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    @DisplayName("The document of a worker that was killed is taken over")
    void takenOver() {
        UUID id = transaction.execute(status -> {
            UUID added = keep("bill.pdf", SampleFiles.pdf("Bill that a killed worker had in hand"), DocumentKind.BILL);
            jdbc.sql("""
                    update documents.reading_job set picked = true, picked_by = 'reader-killed', last_heartbeat = :then
                    where task_instance = :id
                    """)
                    .param("then", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                    .param("id", id(added))
                    .update();
            return added;
        });

        // what is revived is due by the time of the machine
        ReadingQueue otherNode = new ReadingQueue(
                dataSource,
                readWaiting,
                Clock.systemUTC(),
                new JobTrace(ObservationRegistry.NOOP),
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20));
        otherNode.start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
                otherNode.lookNow();
                return !readings.of(id).orElseThrow().waits();
            });
        } finally {
            otherNode.destroy();
        }
    }

    @Test
    @DisplayName("A document that ends its reader again and again is given up, and delays no other")
    void givenUp() {
        UUID id = transaction.execute(status -> {
            UUID added = keep("bill.pdf", SampleFiles.pdf("Bill that nobody survives"), DocumentKind.BILL);
            jdbc.sql("update documents.reading set attempts = 3 where id = :id")
                    .param("id", added)
                    .update();
            return added;
        });

        assertThat(read(id).state()).isEqualTo(Reading.State.UNREADABLE);
    }

    @Test
    @DisplayName("A document that takes long is put off, and read with more time when others had their turn")
    void putOff() {
        StoredDocument stored = documents.add(new NewDocument(
                owner, "BILLS", "bill.jpg", new ByteArrayInputStream(SampleFiles.jpg(1200, 900)), "10000001"));
        jdbc.sql("insert into documents.reading (id, kind, asked_at) values (:id, 'BILL', now())")
                .param("id", stored.id())
                .update();

        assertThat(readWaiting.read(stored.id(), Duration.ofMillis(1))).isFalse();
        assertThat(readings.of(stored.id())).map(Reading::waits).contains(true);

        assertThat(readWaiting.read(stored.id(), null)).isTrue();
        assertThat(readings.of(stored.id())).map(Reading::state).contains(Reading.State.READ);
    }

    private Reading read(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> readings.of(id).orElseThrow(), reading -> !reading.waits());
    }

    private UUID add(String name, byte[] file, DocumentKind kind) {
        UUID id = transaction.execute(status -> keep(name, file, kind));
        assertThat(id).isNotNull();
        return id;
    }

    private UUID keep(String name, byte[] file, DocumentKind kind) {
        StoredDocument stored =
                documents.add(new NewDocument(owner, "BILLS", name, new ByteArrayInputStream(file), "10000001"));
        readings.request(stored.id(), kind);
        return stored.id();
    }

    private long jobs(UUID id) {
        return jdbc.sql("select count(*) from documents.reading_job where task_instance = :id")
                .param("id", id(id))
                .query(Long.class)
                .single();
    }

    private static String id(UUID id) {
        return id.toString();
    }

    private static String value(Reading reading, ReadField.Name name) {
        return reading.field(name).map(ReadField::value).orElse("");
    }

    private static BufferedImage sideways(BufferedImage upright) {
        BufferedImage turned = new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                turned.setRGB(upright.getHeight() - 1 - y, x, upright.getRGB(x, y));
            }
        }
        return turned;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
