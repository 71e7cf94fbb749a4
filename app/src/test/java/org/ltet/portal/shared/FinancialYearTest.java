package org.ltet.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FinancialYearTest {

    @Test
    void endsOnTheLastDayOfMarch() {
        assertThat(FinancialYear.of(LocalDate.of(2026, 3, 31))).hasToString("FY2025-26");
        assertThat(FinancialYear.of(LocalDate.of(2026, 4, 1))).hasToString("FY2026-27");
    }

    @Test
    void knowsTheTurnOfTheCentury() {
        assertThat(new FinancialYear(2099)).hasToString("FY2099-00");
        assertThat(FinancialYear.parse("FY2099-00").lastDay()).isEqualTo(LocalDate.of(2100, 3, 31));
    }

    @Test
    void refusesALabelWhoseYearsDoNotFollow() {
        assertThatThrownBy(() -> FinancialYear.parse("2026-28")).isInstanceOf(IllegalArgumentException.class);
    }
}
