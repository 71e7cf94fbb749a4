package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Money;

@DisplayName("Amounts in words on vouchers, Indian numbering (PAY-1)")
class AmountInWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0.00, Rupees Zero Only",
        "1.00, Rupees One Only",
        "19.00, Rupees Nineteen Only",
        "20.00, Rupees Twenty Only",
        "31200.00, Rupees Thirty One Thousand Two Hundred Only",
        "28400.50, Rupees Twenty Eight Thousand Four Hundred and Paise Fifty Only",
        "100000.00, Rupees One Lakh Only",
        "1000500.05, Rupees Ten Lakh Five Hundred and Paise Five Only",
        "10000000.00, Rupees One Crore Only",
        "123456789.00, Rupees Twelve Crore Thirty Four Lakh Fifty Six Thousand Seven Hundred Eighty Nine Only",
        "999999999999.99, Rupees Ninety Nine Thousand Nine Hundred Ninety Nine Crore Ninety Nine Lakh Ninety Nine Thousand Nine Hundred Ninety Nine and Paise Ninety Nine Only"
    })
    void spells(String amount, String words) {
        assertThat(AmountInWords.of(Money.of(amount))).isEqualTo(words);
    }

    @Test
    void refusesANegativeAmount() {
        assertThatIllegalArgumentException().isThrownBy(() -> AmountInWords.of(Money.of(-1)));
    }
}
