package org.ltet.portal.payments.spi;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The books of the accounting department. Called from jobs only, never inside a database transaction. Telling the same
 * under the same key again is safe: the other side knows the key and answers with the document that it made before.
 */
public interface AccountingSystem {

    /** An account of the fund ledger; which account of the books it is, the adapter knows. */
    enum Account {
        COMMITMENTS,
        IN_TRANSIT,
        BANK
    }

    /** The part of one fund. */
    record Part(String scheme, String ic, BigDecimal amount) {}

    /**
     * One document, from one account into another.
     *
     * @param reference finds the document again, at most 16 characters
     * @param header what the document is about, at most 25 characters
     */
    record Journal(String reference, String header, LocalDate day, Account debit, Account credit, List<Part> parts) {}

    /** A document that stands in the books. */
    record Document(String number, int fiscalYear, BigDecimal amount) {}

    /**
     * What stands in the books for one day.
     *
     * @param turnover sum of one side of all documents
     * @param bank what went out of the bank account less what came in
     */
    record DayTotal(LocalDate day, int documents, BigDecimal turnover, BigDecimal bank) {}

    /** The other side answered, made no document and will make none of this. */
    final class Refused extends IOException {

        private final boolean conflict;

        /** @param conflict it holds something under this key, or the document is reversed, already */
        public Refused(String reason, boolean conflict) {
            super(reason);
            this.conflict = conflict;
        }

        public boolean conflict() {
            return conflict;
        }
    }

    /** Nothing was tried: the other side failed too often of late, and is left in peace for a while. */
    final class LeftInPeace extends IOException {

        public LeftInPeace(String reason) {
            super(reason);
        }
    }

    /** The words in which a document is told, with the accounts of the books. Callers keep them, and tell them at each try. */
    String words(Journal journal);

    /** Likewise for the reversal of a document. */
    String reversalWords(LocalDate day, String reason);

    /** Any other failure than the two above leaves open whether there is a document now. */
    Document post(String key, String words) throws IOException;

    Document reverse(String key, String documentNumber, String words) throws IOException;

    /** The document with this reference that is no reversal. */
    Optional<Document> find(String reference) throws IOException;

    /** The document that reverses this one. */
    Optional<Document> reversalOf(String documentNumber) throws IOException;

    /** The days that have documents, the oldest first. */
    List<DayTotal> totals(LocalDate from, LocalDate to) throws IOException;
}
