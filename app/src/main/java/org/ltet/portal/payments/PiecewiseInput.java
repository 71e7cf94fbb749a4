package org.ltet.portal.payments;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives a parser so many bytes for one piece of a file and no more, however long the file is. */
final class PiecewiseInput extends FilterInputStream {

    private final long longest;
    private long sinceLast;

    PiecewiseInput(InputStream in, long longest) {
        super(in);
        this.longest = longest;
    }

    /** The parser has come to the end of a piece. */
    void next() {
        sinceLast = 0;
    }

    boolean tooLong() {
        return sinceLast > longest;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        sinceLast += read;
        if (tooLong()) {
            throw new IOException("A piece of the file is longer than " + longest + " bytes");
        }
    }
}
