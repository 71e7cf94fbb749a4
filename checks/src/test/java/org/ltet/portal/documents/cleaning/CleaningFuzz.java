package org.ltet.portal.documents.cleaning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.ltet.checks.Input;

/**
 * Whatever a file holds: the cleaning ends, and what was cleaned once stays as it is. In a PDF everything only keeps its
 * place: what was blotted out of one made to mislead may look like another place.
 */
public final class CleaningFuzz {

    private CleaningFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] once = cleaned(input);
        if (Arrays.equals(Arrays.copyOf(input, PdfCleaning.START.length), PdfCleaning.START)) {
            Input.holds(once.length == input.length, "everything in a PDF keeps its place");
        } else if (!Arrays.equals(cleaned(once), once)) {
            throw new IllegalStateException("what was cleaned is cleaned again");
        }
    }

    private static byte[] cleaned(byte[] file) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Cleaning.copy(new ByteArrayInputStream(file), out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
