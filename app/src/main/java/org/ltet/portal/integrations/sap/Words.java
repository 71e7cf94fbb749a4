package org.ltet.portal.integrations.sap;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes over the line, in SAP's names. */
final class Words {

    private Words() {}

    record Item(
            @Nullable String glAccount,
            @Nullable String costCenter,
            @Nullable String side,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String text) {}

    record Entry(
            String companyCode,
            LocalDate postingDate,
            String documentType,
            String reference,
            String headerText,
            List<Item> items) {}

    record Reversal(LocalDate postingDate, String reason) {}

    /** A number alone names no document: each company begins anew with each fiscal year. */
    record Key(
            @Nullable String companyCode,
            int fiscalYear,
            @Nullable String documentNumber) {}

    /** A document as SAP tells it; what is not needed is left out. */
    record Posted(
            @Nullable String documentNumber,
            @Nullable String companyCode,
            int fiscalYear,
            @Nullable LocalDate postingDate,
            @Nullable String documentType,
            @Nullable List<Item> items,
            @Nullable String status,
            @Nullable Key reverses,
            @Nullable Key reversedBy) {}

    record Day(
            @Nullable LocalDate postingDate,
            int documents,
            @Nullable BigDecimal debits,
            @Nullable Map<String, BigDecimal> balances) {}
}
