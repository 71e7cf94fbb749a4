package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The clear content of a document whose checksum was verified; close it. */
public record Content(StoredDocument document, InputStream stream) implements AutoCloseable {

    public void writeTo(OutputStream out) throws IOException {
        stream.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
