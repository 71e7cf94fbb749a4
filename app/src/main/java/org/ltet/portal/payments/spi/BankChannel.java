package org.ltet.portal.payments.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The bank's host-to-host mailbox. Called from jobs only, never inside a database transaction. Delivering the same
 * bytes under the same name again is safe: the name is the bank's idempotency key.
 */
public interface BankChannel {

    /** Puts a payment file into the bank's inbox; returns only when the bank has confirmed that it holds the file. */
    void deliver(String fileName, InputStream content, long size) throws IOException;

    /** What the bank has laid out for us, oldest first. */
    List<RemoteFile> outbox() throws IOException;

    /** The content of one file of the outbox; the caller closes it. */
    InputStream fetch(String name) throws IOException;
}
