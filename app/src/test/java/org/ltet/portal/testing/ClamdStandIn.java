package org.ltet.portal.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks clamd's protocol on a port that stays the same while it goes down and comes back. It finds the standard test
 * file anywhere in what it is sent, and cannot manage what holds {@link #TOO_HARD}.
 */
public final class ClamdStandIn implements AutoCloseable {

    /** The standard harmless test file, put together so that no scanner takes offence at these sources. */
    public static final String EICAR =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-" + "FILE!$H+H*";

    public static final String TOO_HARD = "too hard for the scanner";

    private final int port;
    private final AtomicInteger scans = new AtomicInteger();
    private @Nullable ServerSocket server;
    private @Nullable Thread accepting;

    public ClamdStandIn() {
        up();
        port = address(server).getPort();
    }

    private static InetSocketAddress address(@Nullable ServerSocket socket) {
        if (socket == null) {
            throw new IllegalStateException("down");
        }
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public URI address() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** How many files it was sent. */
    public int scans() {
        return scans.get();
    }

    public synchronized void up() {
        if (server != null) {
            return;
        }
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server = opened;
            accepting = Thread.ofPlatform().daemon().start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void down() {
        try {
            if (server != null) {
                server.close();
                server = null;
                if (accepting != null) {
                    accepting.join();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String answer = switch (command(in)) {
                case "zPING" -> "PONG";
                case "zVERSION" -> "ClamAV 1.4.6/27000/Mon Nov 23 06:00:00 2026";
                case "zINSTREAM" -> verdict(in);
                default -> "UNKNOWN COMMAND";
            };
            socket.getOutputStream().write((answer + "\0").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // the asker hung up
        }
    }

    private static String command(DataInputStream in) throws IOException {
        StringBuilder command = new StringBuilder();
        for (int next = in.read(); next > 0; next = in.read()) {
            command.append((char) next);
        }
        return command.toString();
    }

    private String verdict(DataInputStream in) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            byte[] piece = in.readNBytes(length);
            if (piece.length < length) {
                throw new EOFException();
            }
            file.write(piece);
        }
        scans.incrementAndGet();
        String text = file.toString(StandardCharsets.ISO_8859_1);
        return text.contains(TOO_HARD)
                ? "Can't allocate memory ERROR"
                : text.contains(EICAR) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
    }

    @Override
    public void close() {
        down();
    }
}
