package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ltet.portal.documents.checker.CheckerMain;
import org.ltet.portal.documents.checker.Finding;
import org.ltet.portal.documents.cleaning.Cleaning;
import org.ltet.portal.documents.fields.Kind;
import org.ltet.portal.documents.reader.ReadResult;
import org.springframework.util.unit.DataSize;

/**
 * Good files with bytes changed, taken out, doubled, exchanged or cut off, sent through the real cleaning, the real
 * process that looks into files, and what that lets pass through the real process that reads them. 300 of them here;
 * any number with -Dportal.mutated-files, of which only some are read with
 * -Dportal.mutated-read-each, as docs/operations/reading-documents.md says.
 */
@DisplayName("Files that were damaged at random end nothing but their own way (DOC-1)")
class MutatedFilesTest {

    private static final int FILES = Integer.getInteger("portal.mutated-files", 300);

    /** Of the files that were let pass, one in so many is read: reading takes hundreds of times as long as looking. */
    private static final int READ_EACH = Integer.getInteger("portal.mutated-read-each", 1);

    /** Megabytes that a child process may write; it has no business to. */
    private static final long MOST_WRITTEN = 64;

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final byte[][] WORDS = {
        HostileFiles.text("/JS"),
        HostileFiles.text("endobj"),
        HostileFiles.text("999999999"),
        HostileFiles.text("<<"),
        HostileFiles.text("/Kids"),
        {0, 0, 0, 0},
        {-1, -1, -1, -1}
    };

    @TempDir
    Path folder;

    private record Sample(MediaKind kind, byte[] file) {}

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, Long> memory = new TreeMap<>();
    private final Map<String, Long> written = new TreeMap<>();
    private int passed;
    private long slowestCheck;
    private long slowestReading;

    @Test
    void eachIsAnsweredInTimeAndMemoryAndTheNextGoodOneIsTaken() throws Exception {
        DocumentProperties limits = new DocumentProperties(
                DataSize.ofMegabytes(5),
                200,
                40,
                1,
                "300m",
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                "300m",
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        Checkers checkers = new Checkers(limits);
        Readers readers = new Readers(limits, new LanguageData(folder, Path.of("/nowhere")));
        List<Sample> samples = samples();
        long begun = System.nanoTime();
        try {
            for (int i = 0; i < FILES; i++) {
                Sample good = samples.get(i % samples.size());
                send(checkers, readers, new Sample(good.kind(), mutated(good.file(), new Random(i))));
                if (i % 20 == 0) {
                    measureMemory();
                }
            }
            measureMemory();
            for (Sample good : samples) {
                passed = 0;
                assertThat(send(checkers, readers, good)).isEqualTo("read");
            }
        } finally {
            checkers.destroy();
            readers.destroy();
        }
        report(begun);
        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(FILES + samples.size());
        assertThat(outcomes.getOrDefault("tooComplex", 0)).isLessThanOrEqualTo(FILES / 50 + 1);
        assertThat(memory.values()).allMatch(megabytes -> megabytes < 1_000);
        assertThat(written.values()).allMatch(megabytes -> megabytes < MOST_WRITTEN);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(slowestCheck)).isLessThan(25);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(slowestReading)).isLessThan(65);
    }

    @SuppressWarnings("SystemOut")
    private void report(long begun) {
        System.out.printf(
                "%d damaged files in %d s: %s; slowest look %d ms, slowest reading %d ms; most memory, MB: %s;"
                        + " most written to disk, MB: %s%n",
                FILES,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                outcomes,
                TimeUnit.NANOSECONDS.toMillis(slowestCheck),
                TimeUnit.NANOSECONDS.toMillis(slowestReading),
                memory,
                written);
    }

    private String send(Checkers checkers, Readers readers, Sample sample) throws Exception {
        ByteArrayOutputStream cleaned = new ByteArrayOutputStream();
        Cleaning.copy(new ByteArrayInputStream(sample.file()), cleaned);
        String outcome = through(checkers, readers, sample.kind(), cleaned.toByteArray());
        outcomes.merge(outcome, 1, Integer::sum);
        return outcome;
    }

    private String through(Checkers checkers, Readers readers, MediaKind kind, byte[] file) throws Exception {
        if (!ContentCheck.startsAs(file, kind)) {
            return "notWhatItSays";
        }
        long begun = System.nanoTime();
        Optional<Finding> finding = checkers.check(
                kind == MediaKind.PDF ? CheckerMain.PDF : CheckerMain.PICTURE,
                new ByteArrayInputStream(file),
                file.length);
        slowestCheck = Math.max(slowestCheck, System.nanoTime() - begun);
        if (finding.isPresent()) {
            return finding.get().code();
        }
        if (passed++ % READ_EACH != 0) {
            return "passed";
        }
        begun = System.nanoTime();
        Optional<ReadResult> result =
                readers.read(kind, Kind.BILL, TODAY, new ByteArrayInputStream(file), file.length, null);
        slowestReading = Math.max(slowestReading, System.nanoTime() - begun);
        return result.isPresent() ? "read" : "unreadable";
    }

    /** The most that each kind of child process ever held and wrote, as the system counts it. */
    private void measureMemory() {
        ProcessHandle.current().children().forEach(child -> {
            try {
                String main = Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"));
                String kind = main.contains("CheckerMain") ? "looks" : main.contains("ReaderMain") ? "reads" : "";
                for (String line : Files.readAllLines(Path.of("/proc/" + child.pid() + "/status"))) {
                    if (!kind.isEmpty() && line.startsWith("VmHWM:")) {
                        memory.merge(kind, Long.parseLong(line.replaceAll("\\D", "")) / 1024, Math::max);
                    }
                }
                for (String line : Files.readAllLines(Path.of("/proc/" + child.pid() + "/io"))) {
                    if (!kind.isEmpty() && line.startsWith("write_bytes:")) {
                        written.merge(kind, Long.parseLong(line.replaceAll("\\D", "")) / 1_048_576, Math::max);
                    }
                }
            } catch (IOException ended) {
                // between two processes
            }
        });
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] file = good.clone();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(8)) {
                case 0, 1 -> file[at] = (byte) random.nextInt(256);
                case 2 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> {
                    byte[] word = WORDS[random.nextInt(WORDS.length)];
                    System.arraycopy(word, 0, file, at, Math.min(word.length, file.length - at));
                }
                case 4 -> {
                    int from = random.nextInt(file.length);
                    int length = Math.min(random.nextInt(400), file.length - Math.max(at, from));
                    System.arraycopy(
                            good,
                            Math.min(from, good.length - 1),
                            file,
                            at,
                            Math.min(length, Math.max(0, good.length - from)));
                }
                case 5 -> {
                    int end = Math.min(file.length, at + random.nextInt(200));
                    byte[] shorter = new byte[file.length - (end - at)];
                    System.arraycopy(file, 0, shorter, 0, at);
                    System.arraycopy(file, end, shorter, at, file.length - end);
                    file = shorter.length == 0 ? file : shorter;
                }
                case 6 -> {
                    int end = Math.min(file.length, at + random.nextInt(200));
                    byte[] longer = new byte[file.length + end - at];
                    System.arraycopy(file, 0, longer, 0, end);
                    System.arraycopy(file, at, longer, end, file.length - at);
                    file = longer;
                }
                default -> file = random.nextInt(6) == 0 ? Arrays.copyOf(file, Math.max(1, at)) : file;
            }
        }
        return file;
    }

    /** Small, so that reading ten thousand takes minutes and not hours. */
    private static List<Sample> samples() throws IOException {
        byte[] jpeg = picture("jpg");
        byte[] photo;
        try (var in = MutatedFilesTest.class.getResourceAsStream("/photos/with-place.jpg")) {
            photo = in.readAllBytes();
        }
        return List.of(
                new Sample(
                        MediaKind.PDF,
                        SampleFiles.pdf(
                                2,
                                "Bill No: 77 Date: 01/02/2026 City Hospital Patient Asha Total Rs 4,250.00 Paid in cash thank you",
                                document -> {})),
                new Sample(MediaKind.PDF, SampleFiles.pdf(1, "x", document -> {
                    try (PDPageContentStream content = new PDPageContentStream(document, document.getPage(0))) {
                        content.drawImage(JPEGFactory.createFromByteArray(document, jpeg), 50, 500);
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                })),
                new Sample(MediaKind.JPEG, jpeg),
                new Sample(MediaKind.JPEG, photo),
                new Sample(MediaKind.PNG, picture("png")));
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(240, 90, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 240, 90);
        pen.setColor(Color.BLACK);
        pen.drawString("City Hospital Bill No 77", 10, 30);
        pen.drawString("Total 4,250.00", 10, 60);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
