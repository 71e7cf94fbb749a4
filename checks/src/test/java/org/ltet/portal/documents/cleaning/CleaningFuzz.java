package org.ltet.portal.documents.cleaning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Whatever a file holds: the cleaning ends, and what was cleaned once stays as it is. */
public final class CleaningFuzz {

    private CleaningFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] once = cleaned(input);
        if (!Arrays.equals(cleaned(once), once)) {
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
