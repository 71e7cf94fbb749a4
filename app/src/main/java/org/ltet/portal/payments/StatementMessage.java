package org.ltet.portal.payments;

/** What a bank file says about itself. */
record StatementMessage(Type type, String messageId) {

    enum Type {
        /** pain.002: status report. */
        STATUS_REPORT,
        /** camt.054: debit and credit notification. */
        NOTIFICATION,
        /** camt.053: statement of a day. */
        STATEMENT
    }
}
