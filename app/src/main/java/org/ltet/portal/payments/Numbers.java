package org.ltet.portal.payments;

import java.time.LocalDate;
import org.ltet.portal.shared.FinancialYear;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Running numbers within a financial year, without gaps: a rolled-back transaction gives its number back. */
@Repository
class Numbers {

    private final JdbcClient jdbc;

    Numbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** "V/2026-27/000123" */
    String nextVoucher(LocalDate today) {
        return next("VOUCHER", "V", today);
    }

    /** "B/2026-27/000012" */
    String nextBatch(LocalDate today) {
        return next("BATCH", "B", today);
    }

    private String next(String kind, String letter, LocalDate today) {
        FinancialYear year = FinancialYear.of(today);
        int number = jdbc.sql("""
                insert into payments.counter (kind, financial_year, last_number) values (:kind, :year, 1)
                on conflict (kind, financial_year) do update set last_number = payments.counter.last_number + 1
                returning last_number
                """)
                .param("kind", kind)
                .param("year", year.startYear())
                .query(Integer.class)
                .single();
        return "%s/%s/%06d".formatted(letter, year.label(), number);
    }
}
