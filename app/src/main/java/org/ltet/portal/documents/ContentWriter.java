package org.ltet.portal.documents;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a generated file, as a bank file or a letter, piece by piece; does not close the stream. */
@FunctionalInterface
public interface ContentWriter {

    void writeTo(OutputStream out) throws IOException;
}
