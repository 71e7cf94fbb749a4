package org.ltet.portal.payments.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/**
 * One scheme's money for one company in one financial year, as the ledger has it (PAY-7).
 *
 * @param budget none where nobody set one: then nothing limits the sanctions
 * @param overBudget what overrides let live sanctions take beyond the budget
 * @param sanctioned committed and paid together
 * @param inTransit the part of what is committed that lies with the bank
 */
public record FundView(
        int id,
        String scheme,
        String ic,
        String year,
        @Nullable Money budget,
        Money overBudget,
        Money sanctioned,
        Money inTransit,
        Money paid) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Sanctioned and not yet paid. */
    public Money committed() {
        return sanctioned.minus(paid);
    }

    /** What can still be sanctioned without an override; none without a budget. */
    public @Nullable Money available() {
        return budget == null ? null : budget.plus(overBudget).minus(sanctioned);
    }

    /** Sanctioned in percent of the budget, rounded down; none without a budget. */
    public @Nullable Integer usedPercent() {
        if (budget == null) {
            return null;
        }
        if (budget.isZero()) {
            return sanctioned.isZero() ? 0 : 100;
        }
        return sanctioned
                .amount()
                .multiply(HUNDRED)
                .divide(budget.amount(), 0, RoundingMode.DOWN)
                .intValue();
    }

    public FinancialYear financialYear() {
        return FinancialYear.parse(year);
    }
}
