package org.ltet.portal.integrations.clamd;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.spi.VirusScanner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Asks clamd over TCP or its socket on the same machine. A file goes over in pieces (INSTREAM), so that the scanner needs
 * no access to the store and none of the file lies in memory as a whole. Each question has a connection of its own, which
 * is closed when the time is up.
 */
@Component
@ConditionalOnProperty("portal.documents.virus-scanner.address")
@EnableConfigurationProperties(ClamdProperties.class)
class Clamd implements VirusScanner {

    private static final int PIECE = 32 * 1024;
    private static final int LONGEST_ANSWER = 4096;

    private static final String STREAM = "stream: ";
    private static final String FOUND = " FOUND";
    private static final String ERROR = " ERROR";

    /** What clamd calls found though it only could not look everywhere. */
    private static final String LIMITS = "Heuristics.Limits.Exceeded";

    private final ClamdProperties properties;

    Clamd(ClamdProperties properties) {
        this.properties = properties;
    }

    private interface Talk {
        String with(SocketChannel clamd) throws IOException;
    }

    @Override
    public Verdict scan(InputStream content) throws IOException {
        return verdict(talk(properties.timeout(), clamd -> {
            send(clamd, command("INSTREAM"));
            try {
                sendPieces(clamd, content);
            } catch (ClosedChannelException timeIsUp) {
                throw timeIsUp;
            } catch (IOException hungUp) {
                // clamd hangs up when a file is too long for it, and says so before
                return answer(clamd, hungUp);
            }
            return answer(clamd, null);
        }));
    }

    static Verdict verdict(String answer) throws IOException {
        if (answer.equals(STREAM + "OK")) {
            return new Verdict.Clean();
        }
        if (answer.startsWith(STREAM) && answer.endsWith(FOUND)) {
            String virus = answer.substring(STREAM.length(), answer.length() - FOUND.length());
            return virus.startsWith(LIMITS) ? new Verdict.Unable(virus) : new Verdict.Infected(virus);
        }
        if (answer.endsWith(ERROR)) {
            return new Verdict.Unable(answer.substring(0, answer.length() - ERROR.length()));
        }
        throw new IOException("clamd answers: " + answer);
    }

    private static void sendPieces(SocketChannel clamd, InputStream content) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int count = content.readNBytes(piece, 0, PIECE); count > 0; count = content.readNBytes(piece, 0, PIECE)) {
            send(clamd, ByteBuffer.allocate(Integer.BYTES).putInt(0, count));
            send(clamd, ByteBuffer.wrap(piece, 0, count));
        }
        send(clamd, ByteBuffer.allocate(Integer.BYTES));
    }

    @Override
    public boolean answers() {
        try {
            return ask("PING").equals("PONG");
        } catch (IOException silent) {
            return false;
        }
    }

    @Override
    public String version() throws IOException {
        return ask("VERSION");
    }

    private String ask(String question) throws IOException {
        return talk(properties.connectTimeout(), clamd -> {
            send(clamd, command(question));
            return answer(clamd, null);
        });
    }

    /** Ends when the time is up, whatever the other side does or leaves undone. */
    private String talk(Duration timeout, Talk talk) throws IOException {
        try (SocketChannel clamd = open()) {
            CompletableFuture<Void> alarm = alarm(clamd, properties.connectTimeout());
            try {
                clamd.connect(address());
                alarm.cancel(false);
                alarm = alarm(clamd, timeout);
                return talk.with(clamd);
            } catch (ClosedChannelException timeIsUp) {
                SocketTimeoutException late = new SocketTimeoutException("clamd did not answer in time");
                late.initCause(timeIsUp);
                throw late;
            } finally {
                alarm.cancel(false);
            }
        }
    }

    private static CompletableFuture<Void> alarm(SocketChannel channel, Duration after) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        channel.close();
                    } catch (IOException closedAlready) {
                        // nobody waits on it any more
                    }
                },
                CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS));
    }

    private boolean local() {
        return "unix".equals(properties.address().getScheme());
    }

    private SocketChannel open() throws IOException {
        return local() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    }

    private SocketAddress address() {
        URI address = properties.address();
        return local()
                ? UnixDomainSocketAddress.of(address.getPath())
                : new InetSocketAddress(address.getHost(), address.getPort());
    }

    /** In the form that ends with a zero byte, as its answer does. */
    private static ByteBuffer command(String name) {
        return ByteBuffer.wrap(("z" + name + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    private static void send(SocketChannel clamd, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            clamd.write(bytes);
        }
    }

    private static String answer(SocketChannel clamd, @Nullable IOException before) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        while (answer.hasRemaining() && clamd.read(answer) >= 0) {
            int length = answer.position();
            if (length > 0 && answer.get(length - 1) == 0) {
                return new String(answer.array(), 0, length - 1, StandardCharsets.UTF_8).strip();
            }
        }
        throw new IOException("clamd hung up without an answer", before);
    }
}
