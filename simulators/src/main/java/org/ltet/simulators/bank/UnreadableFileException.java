package org.ltet.simulators.bank;

/** A file from which no payment orders can be read; what was understood of its header comes along. */
final class UnreadableFileException extends Exception {

    final transient Pain001Reader.Header header;

    UnreadableFileException(Pain001Reader.Header header, String message, Throwable cause) {
        super(message, cause);
        this.header = header;
    }
}
