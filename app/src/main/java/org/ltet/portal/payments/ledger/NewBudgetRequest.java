package org.ltet.portal.payments.ledger;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.ledger.BudgetRequestView.Kind;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/**
 * What is asked for a fund.
 *
 * @param applicationNumber of an override: the application that may be sanctioned beyond the budget
 */
public record NewBudgetRequest(
        Kind kind,
        String scheme,
        String ic,
        FinancialYear year,
        Money amount,
        @Nullable String applicationNumber,
        String reason) {}
