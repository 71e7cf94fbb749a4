package org.ltet.portal.documents.cleaning;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Of a PNG the chunks that are needed to show it, and how the device was held. Text, time, Exif, and everything unknown
 * go, and so does what follows the end.
 */
final class PngCleaning {

    static final byte[] START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final Set<String> KEPT = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs");
    private static final String EXIF = "eXIf";
    private static final String PROFILE = "iCCP";

    /** Profiles are packed: a longer one than cameras and scanners write may unpack to gigabytes in a viewer. */
    private static final int LONGEST_PROFILE = 64 * 1024;

    private static final String END = "IEND";
    private static final int HEADER = 8;
    private static final int CHECKSUM = 4;
    private static final int LONGEST_EXIF = 256 * 1024;

    private final Source source;
    private final OutputStream out;

    PngCleaning(Source source, OutputStream out) {
        this.source = source;
        this.out = out;
    }

    void copy() throws IOException {
        source.copy(START.length, out);
        byte[] header = new byte[HEADER];
        boolean goOn = source.read(header, 0, HEADER) == HEADER;
        while (goOn) {
            int length = ByteBuffer.wrap(header).getInt();
            String type = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
            goOn = length >= 0
                    && chunk(type, length, header)
                    && !type.equals(END)
                    && source.read(header, 0, HEADER) == HEADER;
        }
    }

    private boolean chunk(String type, int length, byte[] header) throws IOException {
        boolean kept = KEPT.contains(type) && !(type.equals(PROFILE) && length > LONGEST_PROFILE);
        if (kept) {
            out.write(header);
            return source.copy((long) length + CHECKSUM, out);
        }
        if (!type.equals(EXIF) || length > LONGEST_EXIF) {
            return source.skip((long) length + CHECKSUM);
        }
        byte[] exif = new byte[length];
        if (source.read(exif, 0, length) < length || !source.skip(CHECKSUM)) {
            return false;
        }
        int orientation = Exif.orientation(exif, 0, length);
        if (orientation != Exif.UPRIGHT) {
            write(Exif.only(orientation));
        }
        return true;
    }

    private void write(byte[] exif) throws IOException {
        byte[] named = ByteBuffer.allocate(4 + exif.length)
                .put(EXIF.getBytes(StandardCharsets.US_ASCII))
                .put(exif)
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(named);
        out.write(ByteBuffer.allocate(4).putInt(exif.length).array());
        out.write(named);
        out.write(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
