package org.ltet.portal.operations.spi;

import java.io.IOException;
import java.io.InputStream;

/** Where a module writes what it keeps about a person. */
public interface PersonalDataSink {

    /** @param name without folder and ending; each at most once for a person */
    void json(String name, Object content) throws IOException;

    /** @param name as the person knows the file; what stands in front of it in a folder of its own is up to the caller */
    void file(String folder, String name, InputStream content) throws IOException;
}
