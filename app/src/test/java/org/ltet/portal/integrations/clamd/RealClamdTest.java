package org.ltet.portal.integrations.clamd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.documents.spi.VirusScanner.Verdict;
import org.ltet.portal.testing.ClamdStandIn;

/**
 * A real clamd (Debian: clamav-daemon), where the machine has one, with a signature of our own for nothing but the
 * standard test file.
 */
@EnabledIf("isThere")
@DisplayName("A real clamd (ITG-4)")
class RealClamdTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
    private static final int LONGEST = 2_000_000;

    @TempDir
    static Path folder;

    private static Process process;
    private static List<URI> addresses;

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path socket = folder.resolve("clamd.ctl");
        Path database = Files.createDirectory(folder.resolve("db"));
        Files.writeString(
                database.resolve("test.ndb"),
                "Eicar-Test-Signature:0:*:"
                        + HexFormat.of().formatHex(ClamdStandIn.EICAR.getBytes(StandardCharsets.US_ASCII)) + "\n");
        Path configuration =
                Files.writeString(folder.resolve("clamd.conf"), """
                Foreground yes
                DatabaseDirectory %s
                LocalSocket %s
                TCPSocket %d
                TCPAddr 127.0.0.1
                StreamMaxLength %d
                """.formatted(database, socket, port, LONGEST));
        process = new ProcessBuilder(PROGRAM.toString(), "--config-file=" + configuration)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        addresses = List.of(URI.create("tcp://127.0.0.1:" + port), URI.create("unix:" + socket));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> addresses.stream().allMatch(address -> at(address).answers()));
    }

    @AfterAll
    static void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static Clamd at(URI address) {
        return new Clamd(new ClamdProperties(address, Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    @Test
    void findsTheTestFileInsideABillAndNothingInOthers() throws IOException {
        for (URI address : addresses) {
            Clamd clamd = at(address);
            assertThat(clamd.version()).startsWith("ClamAV");
            assertThat(clamd.scan(new ByteArrayInputStream(SampleFiles.pdf("Hospital bill"))))
                    .isEqualTo(new Verdict.Clean());
            assertThat(clamd.scan(new ByteArrayInputStream(SampleFiles.jpg(800, 600))))
                    .isEqualTo(new Verdict.Clean());
            assertThat(clamd.scan(new ByteArrayInputStream(SampleFiles.pdfHolding(ClamdStandIn.EICAR))))
                    .isInstanceOfSatisfying(
                            Verdict.Infected.class,
                            infected -> assertThat(infected.virus()).startsWith("Eicar-Test-Signature"));
        }
    }

    @Test
    void saysThatAFileIsTooLongForIt() throws IOException {
        for (URI address : addresses) {
            assertThat(at(address).scan(new ByteArrayInputStream(new byte[LONGEST * 4])))
                    .isInstanceOf(Verdict.Unable.class);
        }
    }
}
