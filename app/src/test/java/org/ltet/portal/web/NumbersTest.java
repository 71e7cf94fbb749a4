package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Money;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1250        | 1250.00
            1,250.50    | 1250.50
            1,234,567   | 1234567.00
            12,34,567   | 1234567.00
            ₹ 1,00,000  | 100000.00
            १२५०        | 1250.00
            0           | 0.00
            5.          | 5.00
            9999999999.99 | 9999999999.99
            """)
    void readsAmountsAsPeopleWriteThem(String typed, String amount) {
        assertThat(Numbers.money(typed)).isEqualTo(new Numbers.Read.Value<>(Money.of(amount)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            ''          | form.required
            -5          | form.number.negative
            1.005       | form.money.paise
            1e5         | form.number.digits
            1E+2        | form.number.digits
            12,50,      | form.number.digits
            12,50       | form.number.digits
            1,00        | form.number.digits
            1,2500      | form.number.digits
            ١٢٣         | form.number.digits
            １２３       | form.number.digits
            NaN         | form.number.digits
            0x1F        | form.number.digits
            1 000       | form.number.digits
            99999999999 | form.number.large
            ;drop table | form.number.digits
            """)
    void saysWhatIsWrongWithAnAmount(String typed, String problem) {
        assertThat(Numbers.money(typed)).isEqualTo(new Numbers.Read.Problem<Money>(problem));
    }
}
