package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/** What was used before, seen from one beneficiary. */
final class Use {

    private final ApplicantFacts applicant;
    private final List<PastUse> rows;

    Use(ApplicantFacts applicant, List<PastUse> rows) {
        this.applicant = applicant;
        this.rows = rows;
    }

    List<PastUse> by(Limit.Whose whose) {
        return rows.stream().filter(belongsTo(whose)).toList();
    }

    private Predicate<PastUse> belongsTo(Limit.Whose whose) {
        return switch (whose) {
            case BENEFICIARY ->
                row -> row.beneficiaryId().equals(applicant.beneficiary().beneficiaryId());
            case MEMBER -> row -> row.memberId().equals(applicant.member().memberId());
            case FAMILY -> row -> true;
        };
    }

    BigDecimal amount(Limit.Whose whose, Predicate<PastUse> which) {
        return by(whose).stream()
                .filter(which)
                .map(PastUse::amount)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Admitted by the beneficiary under a head in a year, before the benefit rule. */
    BigDecimal admitted(String head, FinancialYear year) {
        return of(head, year).stream()
                .map(PastUse::admitted)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Units of the beneficiary under a head in a year. */
    BigDecimal units(String head, FinancialYear year) {
        return of(head, year).stream()
                .map(row -> row.quantity() == null ? BigDecimal.ZERO : row.quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<PastUse> of(String head, FinancialYear year) {
        return by(Limit.Whose.BENEFICIARY).stream()
                .filter(row -> row.head().equals(head) && year.contains(row.date()))
                .toList();
    }
}
