package org.ltet.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0           | ₹0
            999         | ₹999
            1000        | ₹1,000
            100000      | ₹1,00,000
            1134500     | ₹11,34,500
            28400.50    | ₹28,400.50
            -12500      | -₹12,500
            999999999999.99 | ₹9,99,99,99,99,999.99
            """)
    void showsIndianGroupingAndPaiseOnlyWhereThereAreAny(String amount, String shown) {
        assertThat(Money.of(amount).display()).isEqualTo(shown);
    }

    @Test
    void roundsHalfUpOnlyWhereARuleSaysSo() {
        assertThat(Money.roundedToRupee(new BigDecimal("28400.50"))).isEqualTo(Money.of(28401));
        assertThat(Money.roundedToRupee(new BigDecimal("28400.4999"))).isEqualTo(Money.of(28400));
    }

    @Test
    void refusesAFractionOfAPaisa() {
        assertThatThrownBy(() -> Money.of("1.005")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void neverFallsBelowZeroWhenTakingAwayToZero() {
        assertThat(Money.of(5).minusToZero(Money.of(7))).isEqualTo(Money.ZERO);
    }
}
