package org.ltet.portal.documents.cleaning;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Passes a file through on its way into the store, in constant memory. JPEG and PNG keep only what is needed to show
 * them; what follows their end is dropped. Of a PDF only places are blotted out, because its parts are found by their
 * position. What is none of these passes as it is: whether it is accepted is decided by others.
 */
public final class Cleaning {

    private Cleaning() {}

    /** Reads to the end of the picture, or of the stream; closes neither. */
    public static void copy(InputStream in, OutputStream out) throws IOException {
        Source source = new Source(in);
        BufferedOutputStream buffered = new BufferedOutputStream(out, Source.BUFFER);
        if (source.startsWith(JpegCleaning.START)) {
            new JpegCleaning(source, buffered).copy();
        } else if (source.startsWith(PngCleaning.START)) {
            new PngCleaning(source, buffered).copy();
        } else if (source.startsWith(PdfCleaning.START)) {
            new PdfCleaning(source, buffered).copy();
        } else {
            source.copyRest(buffered);
        }
        buffered.flush();
    }
}
