package org.ltet.simulators.sap;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A posted accounting document. */
record JournalEntry(
        String documentNumber,
        String companyCode,
        int fiscalYear,
        LocalDate postingDate,
        @Nullable String documentType,
        @Nullable String reference,
        @Nullable String headerText,
        List<Item> items,
        String status,
        @Nullable Key reverses,
        @Nullable Key reversedBy,
        Instant postedAt) {

    /** A number alone names no document: each company begins anew with each fiscal year. */
    record Key(String companyCode, int fiscalYear, String documentNumber) {}

    Key key() {
        return new Key(companyCode, fiscalYear, documentNumber);
    }

    enum Side {
        DEBIT,
        CREDIT;

        Side opposite() {
            return this == DEBIT ? CREDIT : DEBIT;
        }
    }

    record Item(
            @Nullable String glAccount,
            @Nullable String costCenter,
            @Nullable Side side,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String text) {

        Item opposite() {
            return new Item(glAccount, costCenter, side == null ? null : side.opposite(), amount, currency, text);
        }
    }

    record Order(
            @Nullable String companyCode,
            @Nullable LocalDate postingDate,
            @Nullable String documentType,
            @Nullable String reference,
            @Nullable String headerText,
            @Nullable List<Item> items) {}

    record Reversal(
            @Nullable LocalDate postingDate, @Nullable String reason) {}

    JournalEntry reversedBy(Key document) {
        return new JournalEntry(
                documentNumber,
                companyCode,
                fiscalYear,
                postingDate,
                documentType,
                reference,
                headerText,
                items,
                "REVERSED",
                reverses,
                document,
                postedAt);
    }
}
