package org.ltet.portal.payments;

/** A bank file that cannot be taken; the words are in message refused.payments.file.&lt;code&gt;. */
final class UnreadableFile extends Exception {

    private final String code;
    private final String detail;

    UnreadableFile(String code, String detail) {
        super(code + ": " + detail);
        this.code = code;
        this.detail = detail;
    }

    UnreadableFile(String code, String detail, Throwable cause) {
        super(code + ": " + detail, cause);
        this.code = code;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
