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

    /** A document as SAP tells it; what is not needed is left out. */
    record Posted(
            @Nullable String documentNumber,
            int fiscalYear,
            @Nullable List<Item> items,
            @Nullable String reverses,
            @Nullable String reversedBy) {}

    record Day(
            @Nullable LocalDate postingDate,
            int documents,
            @Nullable BigDecimal debits,
            @Nullable Map<String, BigDecimal> balances) {}
}
