package org.ltet.portal.documents.cleaning;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Blots out, in place, where photos inside a PDF were taken: in their Exif and in XMP, both of which lie in a PDF as they
 * are. Title, author and the rest of what a PDF says of itself stay.
 */
final class PdfCleaning {

    static final byte[] START = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] XMP_PLACE = "exif:GPS".getBytes(StandardCharsets.US_ASCII);

    /** The longest segment of a JPEG, with some room. */
    private static final int REACH = 66 * 1024;

    private static final int WINDOW = 4 * REACH;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 400;

    private final Source source;
    private final OutputStream out;
    private final byte[] window = new byte[WINDOW];

    PdfCleaning(Source source, OutputStream out) {
        this.source = source;
        this.out = out;
    }

    void copy() throws IOException {
        int filled = source.read(window, 0, WINDOW);
        while (filled > 0) {
            boolean last = filled < WINDOW;
            int done = last ? filled : filled - REACH;
            for (int at = 0; at < done; at++) {
                look(at, filled);
            }
            out.write(window, 0, done);
            System.arraycopy(window, done, window, 0, filled - done);
            filled -= done;
            if (!last) {
                filled += source.read(window, filled, WINDOW - filled);
            }
        }
    }

    private void look(int at, int end) {
        byte first = window[at];
        if (first == 'E' && isAt(Exif.MARK, at, end)) {
            int tiff = at + Exif.MARK.length;
            Exif.blotPlace(window, tiff, Math.min(end, tiff + REACH - Exif.MARK.length));
        } else if (first == 'e' && isAt(XMP_PLACE, at, end)) {
            blotXmp(at + XMP_PLACE.length, end);
        }
    }

    private boolean isAt(byte[] wanted, int at, int end) {
        return at + wanted.length <= end && Arrays.equals(window, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /** The value of an attribute, name="28,36.5N", or of an element, &lt;name&gt;28,36.5N&lt;/name&gt;. */
    private void blotXmp(int from, int end) {
        int at = from;
        int nameEnd = Math.min(end, from + LONGEST_NAME);
        while (at < nameEnd && Character.isLetter(window[at])) {
            at++;
        }
        while (at < nameEnd && (window[at] == ' ' || window[at] == '=')) {
            at++;
        }
        if (at >= nameEnd || window[at] != '"' && window[at] != '\'' && window[at] != '>') {
            return;
        }
        byte until = window[at] == '>' ? (byte) '<' : window[at];
        int valueEnd = Math.min(end, at + LONGEST_VALUE);
        for (int i = at + 1; i < valueEnd && window[i] != until; i++) {
            window[i] = ' ';
        }
    }
}
