package org.ltet.portal.web;

import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A page as bytes in one array: templates give hundreds of small pieces, which are not worth an object each. */
final class PageBytes implements TemplateOutput {

    private static final int ENOUGH_FOR_MOST = 32 * 1024;

    private byte[] bytes = new byte[ENOUGH_FOR_MOST];
    private int length;

    @Override
    public void writeContent(String text) {
        writeBinaryContent(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeContent(String text, int beginIndex, int endIndex) {
        writeContent(text.substring(beginIndex, endIndex));
    }

    @Override
    public void writeBinaryContent(byte[] piece) {
        if (piece.length > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + piece.length));
        }
        System.arraycopy(piece, 0, bytes, length, piece.length);
        length += piece.length;
    }

    int length() {
        return length;
    }

    byte[] packed(Gzip gzip) {
        return gzip.pack(bytes, length);
    }

    /** In one go: each write passes every wrapper of the response. */
    void writeTo(OutputStream stream) throws IOException {
        stream.write(bytes, 0, length);
    }
}
