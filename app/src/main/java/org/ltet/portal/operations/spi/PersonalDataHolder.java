package org.ltet.portal.operations.spi;

import java.io.IOException;
import java.util.List;

/**
 * A module that keeps personal data (PRO-5). Contributed as a bean by each of them, so that a member's export and
 * erasure reach everything without any module reaching into another.
 */
public interface PersonalDataHolder {

    /** Writes everything that the module keeps about this person and that the person may see. */
    void export(DataSubject subject, PersonalDataSink sink) throws IOException;

    /**
     * Erases, or makes nameless, what may go, in the caller's transaction; tells what went, and what stays and why.
     *
     * @param held what of it lies under a legal hold and stays; the person's own number is not among it
     */
    List<Erasure> erase(DataSubject subject, Held held);
}
