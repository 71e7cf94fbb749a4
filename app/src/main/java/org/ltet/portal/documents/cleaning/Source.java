package org.ltet.portal.documents.cleaning;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A stream read byte by byte or in pieces, with a look ahead at its beginning. */
final class Source {

    static final int BUFFER = 64 * 1024;
    static final int END = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;

    Source(InputStream in) throws IOException {
        this.in = in;
        this.filled = in.readNBytes(buffer, 0, BUFFER);
    }

    boolean startsWith(byte[] start) {
        return filled >= start.length && Arrays.equals(buffer, 0, start.length, start, 0, start.length);
    }

    /** The next byte, or {@link #END}. */
    int next() throws IOException {
        return position < filled || fill() ? buffer[position++] & 0xff : END;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer, 0, BUFFER));
        return filled > 0;
    }

    /** As many bytes as there are, up to the wanted number. */
    int read(byte[] target, int offset, int length) throws IOException {
        int done = 0;
        while (done < length && (position < filled || fill())) {
            int part = Math.min(length - done, filled - position);
            System.arraycopy(buffer, position, target, offset + done, part);
            position += part;
            done += part;
        }
        return done;
    }

    /** @return whether there were so many */
    boolean copy(long length, OutputStream out) throws IOException {
        long left = length;
        while (left > 0 && (position < filled || fill())) {
            int part = (int) Math.min(left, filled - position);
            out.write(buffer, position, part);
            position += part;
            left -= part;
        }
        return left == 0;
    }

    /** @return whether there were so many */
    boolean skip(long length) throws IOException {
        return copy(length, OutputStream.nullOutputStream());
    }

    void copyRest(OutputStream out) throws IOException {
        copy(Long.MAX_VALUE, out);
    }
}
