package org.ltet.portal.payments;

import java.io.IOException;

/** Writes the lines of a bank file one by one; closing fails when they do not add up to the control totals. */
interface InstructionWriter extends AutoCloseable {

    void write(Instruction instruction) throws IOException;

    @Override
    void close() throws IOException;
}
