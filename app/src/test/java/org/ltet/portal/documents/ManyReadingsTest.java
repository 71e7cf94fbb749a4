package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.documents.corpus.PrintedBill;
import org.ltet.portal.operations.JobTrace;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A queue of many documents and three nodes, that of the context and two more, each with a process that reads. 40 files
 * with a text of their own and four photographs in each build; any number with -Dportal.queued-documents and
 * -Dportal.queued-photos, as docs/operations/reading-documents.md says.
 */
@PortalTest
@DisplayName("Several nodes read what waits, each document once, in bounded memory (DOC-2)")
class ManyReadingsTest {

    private static final int FILES = Integer.getInteger("portal.queued-documents", 40);
    private static final int PHOTOS = Integer.getInteger("portal.queued-photos", 4);

    /** So many photographs are different. */
    private static final int TAKEN = 8;

    /** Of each so many, one is in the hands of a node that was killed. */
    private static final int KILLED = 10;

    @Autowired
    Documents documents;

    @Autowired
    Readings readings;

    @Autowired
    ReadingRows rows;

    @Autowired
    PageLayouts layouts;

    @Autowired
    LookRows looks;

    @Autowired
    DocumentProperties properties;

    @Autowired
    LanguageData languages;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    DataSource dataSource;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private final List<Readers> readers = new ArrayList<>();
    private final List<ReadingQueue> nodes = new ArrayList<>();
    private long mostMemory;

    @ParameterizedTest
    @ValueSource(strings = {"files with a text of their own", "photographs"})
    void everyDocumentIsReadOnceAlsoThoseOfANodeThatWasKilled(String what) throws Exception {
        boolean photos = what.equals("photographs");
        int count = photos ? PHOTOS : FILES;
        UUID[] ids = stage(Ids.next(), photos, count);
        long heapBefore = heap();
        long begun = System.nanoTime();
        try {
            nodes.add(node());
            nodes.add(node());
            nodes.forEach(ReadingQueue::start);
            await(ids);
        } finally {
            nodes.forEach(ReadingQueue::destroy);
            readers.forEach(Readers::destroy);
        }
        report(count + " " + what, begun, heap() - heapBefore);

        assertThat(count("select count(*) from documents.reading where id = any(:ids) and state = 'READ'", ids))
                .isEqualTo(count);
        assertThat(count("select count(*) from documents.page_layout where id = any(:ids)", ids))
                .isEqualTo(count);
        assertThat(count("select count(*) from documents.reading_job where task_instance = any(:ids::text[])", ids))
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*), count(distinct object_id) from audit.entry
                        where action = 'document.fieldsRead' and object_id = any(:ids::text[])
                        """)
                        .param("ids", ids)
                        .query((row, _) -> List.of(row.getLong(1), row.getLong(2)))
                        .single())
                .as("on record once each")
                .isEqualTo(List.of((long) count, (long) count));
        assertThat(mostMemory).as("MB of a process that reads").isLessThan(700);
    }

    /** In hand at a node that gave its last sign of life a day ago, or waiting. */
    private UUID[] stage(UUID owner, boolean photos, int count) {
        Instant then = Clock.systemUTC().instant().minus(Duration.ofDays(1));
        UUID[] ids = new UUID[count];
        List<byte[]> taken = IntStream.range(0, photos ? Math.min(TAKEN, count) : 0)
                .mapToObj(ManyReadingsTest::photo)
                .toList();
        for (int i = 0; i < count; i++) {
            byte[] file = photos
                    ? taken.get(i % TAKEN)
                    : SampleFiles.pdfOfLines(
                            "CITY HOSPITAL, Station Road, Pune 411001",
                            "Bill No: HB-" + i + "   Bill Date: 14/10/2026",
                            "Patient Name: Asha Kulkarni",
                            "Room rent 4,000.00",
                            "Medicines 250.00",
                            "Net Amount 4,250.00");
            ids[i] = documents
                    .write(
                            new DocumentOwner("test-queue", owner),
                            "BILLS",
                            photos ? "bill.jpg" : "bill.pdf",
                            photos ? "image/jpeg" : "application/pdf",
                            out -> out.write(file))
                    .id();
        }
        transactions.executeWithoutResult(_ -> {
            for (int i = 0; i < ids.length; i++) {
                readings.request(ids[i], DocumentKind.BILL);
                if (i % KILLED == 0) {
                    jdbc.sql("""
                            update documents.reading_job
                            set picked = true, picked_by = 'reader-killed', last_heartbeat = :then
                            where task_instance = :id
                            """)
                            .param("then", then.atOffset(ZoneOffset.UTC))
                            .param("id", ids[i].toString())
                            .update();
                }
            }
        });
        return ids;
    }

    private static byte[] photo(int seed) {
        Trade trade = Trade.values()[seed % Trade.values().length];
        return PhonePhoto.take(PrintedBill.draw(trade, seed).image(), 1, seed);
    }

    private ReadingQueue node() {
        Readers own = new Readers(properties, languages);
        readers.add(own);
        ReadWaiting reading =
                new ReadWaiting(documents, own, rows, layouts, looks, Clock.systemUTC(), events, transactions);
        return new ReadingQueue(
                dataSource,
                reading,
                Clock.systemUTC(),
                new JobTrace(ObservationRegistry.NOOP),
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20));
    }

    private void await(UUID[] ids) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90 + 10L * ids.length);
        while (count("select count(*) from documents.reading where id = any(:ids) and state = 'WAITING'", ids) > 0
                && System.nanoTime() < until) {
            measureMemory();
            Thread.sleep(500);
        }
    }

    private long count(String sql, UUID[] ids) {
        return jdbc.sql(sql).param("ids", ids).query(Long.class).single();
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
    }

    private void measureMemory() {
        ProcessHandle.current().children().forEach(child -> {
            try {
                if (Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"))
                        .contains("ReaderMain")) {
                    for (String line : Files.readAllLines(Path.of("/proc/" + child.pid() + "/status"))) {
                        if (line.startsWith("VmHWM:")) {
                            mostMemory = Math.max(mostMemory, Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                        }
                    }
                }
            } catch (IOException ended) {
                // between two processes
            }
        });
    }

    @SuppressWarnings("SystemOut")
    private void report(String what, long begun, long heap) {
        System.out.printf(
                "%s by three nodes in %d s; most memory of a process that reads %d MB, heap of the portal %+d MB%n",
                what, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), mostMemory, heap);
    }
}
