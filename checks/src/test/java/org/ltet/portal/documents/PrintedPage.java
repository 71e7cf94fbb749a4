package org.ltet.portal.documents;

import java.io.OutputStream;

/** The portal's own way of making PDFs, for papers that are printed from the repository. */
public final class PrintedPage {

    private PrintedPage() {}

    public static void print(String xhtml, OutputStream out) {
        new Pdf().render(xhtml, out);
    }
}
