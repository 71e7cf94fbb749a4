package org.ltet.portal.applications;

import java.time.LocalDate;
import org.ltet.portal.shared.FinancialYear;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers applications without a gap, per scheme and financial year of submission, like a register: the counter's row
 * stays locked until the submission is kept, and falls back with it.
 */
@Component
class Numbering {

    private final JdbcClient jdbc;

    Numbering(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String next(String schemeCode, LocalDate submitted) {
        String year = FinancialYear.of(submitted).label();
        int number = jdbc.sql("""
                insert into applications.number_counter as c (financial_year, scheme_code, last_number)
                values (:year, :scheme, 1)
                on conflict (financial_year, scheme_code) do update set last_number = c.last_number + 1
                returning last_number
                """)
                .param("year", year)
                .param("scheme", schemeCode)
                .query(Integer.class)
                .single();
        return "LTET/%s/%s/%06d".formatted(year, schemeCode, number);
    }
}
