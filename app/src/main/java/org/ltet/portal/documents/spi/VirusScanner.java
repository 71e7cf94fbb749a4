package org.ltet.portal.documents.spi;

import java.io.IOException;
import java.io.InputStream;

/** Looks through files for viruses; contributed as a bean where one is configured. */
public interface VirusScanner {

    /** What was found in one file. */
    sealed interface Verdict {

        record Clean() implements Verdict {}

        /** @param virus as the scanner names it */
        record Infected(String virus) implements Verdict {}

        /** The scanner is there, but could not look through this file. */
        record Unable(String reason) implements Verdict {}
    }

    /** @throws IOException when there was no answer, or not in time: nothing is known of the file */
    Verdict scan(InputStream content) throws IOException;

    /** Whether it can be asked just now. */
    boolean answers();

    /**
     * Its name with the versions of program and signatures.
     *
     * @throws IOException when there was no answer
     */
    String version() throws IOException;
}
