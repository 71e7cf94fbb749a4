package org.ltet.portal.payments.spi;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The books of the accounting department. Called from jobs only, never inside a database transaction. The other side knows
 * the key of what it did and answers with the document that it made before; for how long, it alone knows, so that callers
 * look before they tell again.
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

    /** What names a document: a number alone names another one in the next fiscal year, or in another company. */
    record DocumentId(String companyCode, int fiscalYear, String number) {

        @Override
        public String toString() {
            return companyCode + " " + number + "/" + fiscalYear;
        }
    }

    /**
     * One thing to tell, the same at each try.
     *
     * @param key the same for the same cause for ever
     * @param reference of the journal; it finds the document again
     * @param reverses the document to reverse; none for a journal
     */
    record Order(
            String key,
            String reference,
            String words,
            @Nullable Original reverses) {}

    /** @param words in which it was told */
    record Original(DocumentId document, String words) {}

    /**
     * A document that stands in the books.
     *
     * @param difference what of its date, accounts, lines or amounts is not as it was told; none where all is
     */
    record Document(DocumentId id, @Nullable String difference) {}

    /**
     * What stands in the books for one day.
     *
     * @param turnover sum of one side of all documents
     * @param bank what went out of the bank account less what came in
     */
    record DayTotal(LocalDate day, int documents, BigDecimal turnover, BigDecimal bank) {}

    /** The other side answered, and makes no document of this; in a conflict it may have made one before. */
    final class Refused extends IOException {

        private final boolean conflict;

        /** @param conflict it holds something under this key, or is at it still, or the document is reversed already */
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
    Document tell(Order order) throws IOException;

    /** What stands in the books for this, whoever posted it. */
    Optional<Document> find(Order order) throws IOException;

    /** The days that have documents, the oldest first. */
    List<DayTotal> totals(LocalDate from, LocalDate to) throws IOException;
}
