package org.ltet.portal.payments;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.Grants;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Commits what a sanction grants to its funds, within the transaction of the sanction itself: what the budget does not
 * cover is not sanctioned (PAY-7). Each part counts in the financial year of its lines. Of two who spend the last money
 * of a fund in the same instant, the second is refused.
 */
@Component
class CommitSanctions {

    private final Grants grants;
    private final JdbcClient jdbc;

    CommitSanctions(Grants grants, JdbcClient jdbc) {
        this.grants = grants;
        this.jdbc = jdbc;
    }

    /** What a fund lacks. */
    private record Short(FinancialYear year, Money available) {}

    /** @throws Refused conflict payments.budgetExceeded */
    @EventListener
    void commit(ApplicationApproved approved) {
        SortedMap<FinancialYear, Money> parts = parts(approved);
        Optional<Short> lacking = jdbc.sql("""
                select short_year, available from payments.commit_sanction(:application, :number, :scheme, :ic,
                    :years::integer[], :amounts::numeric[], :at)
                """)
                .param("application", approved.applicationId())
                .param("number", approved.number())
                .param("scheme", approved.schemeCode())
                .param("ic", approved.ic())
                .param(
                        "years",
                        parts.keySet().stream().map(FinancialYear::startYear).toArray(Integer[]::new))
                .param("amounts", parts.values().stream().map(Money::amount).toArray(BigDecimal[]::new))
                .param("at", Columns.time(approved.at()))
                .query((row, index) ->
                        new Short(new FinancialYear(row.getInt("short_year")), Columns.money(row, "available")))
                .optional();
        if (lacking.isPresent()) {
            throw Refused.conflict(
                    "payments.budgetExceeded",
                    approved.schemeCode(),
                    approved.ic(),
                    lacking.get().year().toString(),
                    lacking.get().available());
        }
    }

    /** What rounding leaves between the lines and the whole belongs to the last year. */
    private SortedMap<FinancialYear, Money> parts(ApplicationApproved approved) {
        SortedMap<FinancialYear, Money> parts = new TreeMap<>(grants.byYear(approved.applicationId()));
        Money left = approved.sanctioned().minus(Money.sum(parts.values()));
        if (!left.isZero()) {
            FinancialYear last = parts.isEmpty() ? FinancialYear.of(IndiaTime.dateOf(approved.at())) : parts.lastKey();
            parts.merge(last, left, Money::plus);
        }
        return parts;
    }
}
