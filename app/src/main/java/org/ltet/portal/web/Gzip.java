package org.ltet.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.springframework.http.HttpHeaders;

/**
 * Packs whole pages (gzip, RFC 1952) in a third of the time that the server's own packing takes: quickly rather than
 * tightly, and with packers that are used again, each of which holds a quarter of a megabyte outside the heap.
 */
final class Gzip {

    private static final int LEVEL = 2;
    private static final int SMALLEST = 2048;
    private static final int TRAILER = 8;

    /** Deflate, no name, no time, system unknown. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** As many as work at once on a usual node; more are made when needed, and let go. */
    private final BlockingQueue<Deflater> packers =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors() * 2);

    static boolean isWorthwhile(int length) {
        return length >= SMALLEST;
    }

    /** RFC 9110, 12.5.3: named, and not with the weight of nothing. */
    static boolean isAccepted(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && Arrays.stream(accepted.split(","))
                        .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                        .anyMatch(coding -> coding.equals("gzip") || coding.matches("gzip;q=(1.*|0\\.\\d*[1-9]\\d*)"));
    }

    byte[] pack(byte[] content, int length) {
        Deflater known = packers.poll();
        Deflater packer = known == null ? new Deflater(LEVEL, true) : known;
        packer.setInput(content, 0, length);
        packer.finish();
        byte[] packed = Arrays.copyOf(HEADER, HEADER.length + length / 2 + TRAILER);
        int size = HEADER.length;
        while (!packer.finished()) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
            size += packer.deflate(packed, size, packed.length - size);
        }
        packer.reset();
        if (!packers.offer(packer)) {
            packer.end();
        }
        CRC32 checksum = new CRC32();
        checksum.update(content, 0, length);
        byte[] whole = Arrays.copyOf(packed, size + TRAILER);
        ByteBuffer.wrap(whole, size, TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt(length);
        return whole;
    }
}
