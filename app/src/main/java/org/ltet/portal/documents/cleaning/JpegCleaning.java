package org.ltet.portal.documents.cleaning;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Of a JPEG the segments that are needed to show it: tables, frames, scans, colour profile, and of Exif how the device
 * was held. All others go (Exif with place, time, device, thumbnail and maker's notes, XMP, IPTC, comments), and so does
 * everything after the end of the picture, as the film or the second picture that some phones put there. Nothing is
 * passed on that was not understood: what makes no sense ends the copy, which the checks then find cut off.
 */
final class JpegCleaning {

    static final byte[] START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int COMMENT = 0xfe;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int TEM = 0x01;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;

    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int JFIF_LENGTH = 14;

    private final Source source;
    private final OutputStream out;

    JpegCleaning(Source source, OutputStream out) {
        this.source = source;
        this.out = out;
    }

    void copy() throws IOException {
        source.skip(2);
        marker(SOI);
        int kind = nextMarker();
        while (kind != Source.END && kind != SOI) {
            if (kind == EOI) {
                marker(EOI);
                return;
            }
            kind = standsAlone(kind) ? alone(kind) : segment(kind);
        }
    }

    private static boolean standsAlone(int kind) {
        return kind == TEM || kind >= FIRST_RESTART && kind <= LAST_RESTART;
    }

    private int alone(int kind) throws IOException {
        marker(kind);
        return nextMarker();
    }

    /** The kind of the next segment, over whatever lies between. */
    private int nextMarker() throws IOException {
        int value = source.next();
        while (value != Source.END) {
            while (value != 0xff && value != Source.END) {
                value = source.next();
            }
            while (value == 0xff) {
                value = source.next();
            }
            if (value != 0) {
                return value;
            }
        }
        return Source.END;
    }

    /** @return the kind of the next segment */
    private int segment(int kind) throws IOException {
        int high = source.next();
        int low = source.next();
        int length = (high << 8 | low) - 2;
        if (high == Source.END || low == Source.END || length < 0) {
            return Source.END;
        }
        boolean whole = kind >= APP0 && kind <= APP15 || kind == COMMENT
                ? application(kind, length)
                : header(kind, length) && source.copy(length, out);
        if (!whole) {
            return Source.END;
        }
        return kind == SOS ? scan() : nextMarker();
    }

    private boolean application(int kind, int length) throws IOException {
        byte[] content = new byte[length];
        if (source.read(content, 0, length) < length) {
            return false;
        }
        switch (kind) {
            case APP0 -> {
                if (startsWith(content, JFIF) && length >= JFIF_LENGTH) {
                    byte[] withoutThumbnail = Arrays.copyOf(content, JFIF_LENGTH);
                    withoutThumbnail[JFIF_LENGTH - 2] = 0;
                    withoutThumbnail[JFIF_LENGTH - 1] = 0;
                    write(kind, withoutThumbnail);
                }
            }
            case APP1 -> {
                if (Exif.isExif(content)) {
                    int orientation = Exif.orientation(content, Exif.MARK.length, length);
                    if (orientation != Exif.UPRIGHT) {
                        write(kind, Exif.marked(Exif.only(orientation)));
                    }
                }
            }
            case APP2 -> writeIf(startsWith(content, PROFILE), kind, content);
            case APP14 -> writeIf(startsWith(content, ADOBE), kind, content);
            default -> {
                // nothing that a picture needs
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private void writeIf(boolean wanted, int kind, byte[] content) throws IOException {
        if (wanted) {
            write(kind, content);
        }
    }

    private void write(int kind, byte[] content) throws IOException {
        header(kind, content.length);
        out.write(content);
    }

    private boolean header(int kind, int length) throws IOException {
        marker(kind);
        out.write(length + 2 >> 8);
        out.write(length + 2);
        return true;
    }

    private void marker(int kind) throws IOException {
        out.write(0xff);
        out.write(kind);
    }

    /** Coded pixels up to the marker that ends them. */
    private int scan() throws IOException {
        int value = source.next();
        while (value != Source.END) {
            if (value != 0xff) {
                out.write(value);
                value = source.next();
                continue;
            }
            int after = source.next();
            while (after == 0xff) {
                after = source.next();
            }
            if (after == Source.END) {
                return Source.END;
            }
            if (after != 0 && (after < FIRST_RESTART || after > LAST_RESTART)) {
                return after;
            }
            marker(after);
            value = source.next();
        }
        return Source.END;
    }
}
