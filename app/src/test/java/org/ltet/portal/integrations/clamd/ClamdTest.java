package org.ltet.portal.integrations.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ltet.portal.documents.spi.VirusScanner.Verdict;
import org.ltet.portal.testing.ClamdStandIn;

/** Over real sockets, with a server that behaves, and with servers that do not. */
@Timeout(30)
@DisplayName("Asking clamd (ITG-4)")
class ClamdTest {

    private static final byte[] BILL = "a bill".getBytes(StandardCharsets.US_ASCII);

    private static Clamd at(URI address) {
        return new Clamd(new ClamdProperties(address, Duration.ofSeconds(2), Duration.ofSeconds(2)));
    }

    private static InputStream file(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aCleanFileAndAnInfectedOneAreToldApart() throws IOException {
        try (ClamdStandIn server = new ClamdStandIn()) {
            Clamd clamd = at(server.address());

            assertThat(clamd.scan(file("a bill"))).isEqualTo(new Verdict.Clean());
            assertThat(clamd.scan(file(""))).isEqualTo(new Verdict.Clean());
            assertThat(clamd.scan(file("x".repeat(200_000) + ClamdStandIn.EICAR)))
                    .isEqualTo(new Verdict.Infected("Eicar-Test-Signature"));
            assertThat(clamd.scan(file(ClamdStandIn.TOO_HARD))).isEqualTo(new Verdict.Unable("Can't allocate memory"));
            assertThat(clamd.answers()).isTrue();
            assertThat(clamd.version()).startsWith("ClamAV 1.4.6");
        }
    }

    @Test
    void whatLooksOnlyInPartThroughAFileDidNotLookThroughIt() throws IOException {
        assertThat(Clamd.verdict("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND"))
                .isEqualTo(new Verdict.Unable("Heuristics.Limits.Exceeded.MaxFileSize"));
        assertThat(Clamd.verdict("INSTREAM size limit exceeded. ERROR"))
                .isEqualTo(new Verdict.Unable("INSTREAM size limit exceeded."));
    }

    @Test
    void anAnswerThatIsNoneSetsNothingFree() {
        for (String answer : new String[] {"", "OK", "stream: ok", "stream: OKAY", "stream: OK FOUNDED", "PONG"}) {
            assertThatThrownBy(() -> Clamd.verdict(answer)).as(answer).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aScannerThatIsNotThereIsToldAtOnce() {
        URI address;
        try (ClamdStandIn server = new ClamdStandIn()) {
            address = server.address();
        }
        Clamd clamd = at(address);

        assertThatThrownBy(() -> clamd.scan(file("a bill"))).isInstanceOf(IOException.class);
        assertThat(clamd.answers()).isFalse();
        assertThat(at(URI.create("unix:/nowhere/clamd.ctl")).answers()).isFalse();
    }

    @Test
    void aScannerThatNeverAnswersIsNotWaitedForLongerThanAllowed() throws IOException {
        try (Misbehaving server =
                new Misbehaving(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
            assertThatThrownBy(() -> at(server.address()).scan(new ByteArrayInputStream(BILL)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aScannerThatTakesNothingIsNotWaitedForLongerThanAllowed() throws IOException {
        try (Misbehaving server = new Misbehaving(socket -> {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        })) {
            assertThatThrownBy(() -> at(server.address()).scan(new ByteArrayInputStream(new byte[20_000_000])))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aScannerThatHangsUpOrTalksNonsenseSetsNothingFree() throws IOException {
        try (Misbehaving mute = new Misbehaving(socket -> {});
                Misbehaving cutOff = new Misbehaving(
                        socket -> socket.getOutputStream().write("stream: OK".getBytes(StandardCharsets.US_ASCII)));
                Misbehaving endless =
                        new Misbehaving(socket -> socket.getOutputStream().write(new byte[100_000]))) {
            for (Misbehaving server : new Misbehaving[] {mute, cutOff, endless}) {
                assertThatThrownBy(() -> at(server.address()).scan(new ByteArrayInputStream(BILL)))
                        .isInstanceOf(IOException.class);
                assertThat(at(server.address()).answers()).isFalse();
            }
        }
    }

    @Test
    void onlyAddressesOfAScannerAreTaken() {
        for (String address : new String[] {"http://localhost:3310", "tcp://localhost", "clamd:3310", "unix://"}) {
            assertThatThrownBy(() -> at(URI.create(address + (address.equals("unix://") ? "host" : ""))))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private interface Behaviour {
        void with(Socket socket) throws IOException;
    }

    private static final class Misbehaving implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Misbehaving(Behaviour behaviour) throws IOException {
            threads.submit(() -> {
                while (!server.isClosed()) {
                    Socket socket = server.accept();
                    threads.submit(() -> {
                        try (socket) {
                            behaviour.with(socket);
                        }
                        return socket;
                    });
                }
                return server;
            });
        }

        URI address() {
            return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
            threads.shutdownNow();
        }
    }
}
