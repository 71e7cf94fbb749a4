package org.ltet.portal.documents.checker;

/**
 * Why a file is refused.
 *
 * @param code the last part of a message key, as "encrypted"
 * @param detail a number for the message, 0 where it needs none
 */
public record Finding(String code, long detail) {

    static Finding of(String code) {
        return new Finding(code, 0);
    }

    String line() {
        return code + " " + detail;
    }

    /** Reads what {@link #line} wrote. */
    public static Finding parse(String line) {
        int space = line.indexOf(' ');
        return new Finding(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
    }
}
