package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Money;
import org.springframework.context.MessageSource;

@DisplayName("Amounts in words on vouchers and letters, Indian numbering (PAY-1)")
class AmountInWordsTest {

    private static final MessageSource MESSAGES = messages();
    private static final Words ENGLISH = new Words(MESSAGES, Messages.ENGLISH);
    private static final Words HINDI = new Words(MESSAGES, Messages.HINDI);

    @ParameterizedTest
    @CsvSource({
        "0.00, शून्य रुपये मात्र",
        "1.00, एक रुपये मात्र",
        "29.00, उनतीस रुपये मात्र",
        "28400.50, अट्ठाईस हज़ार चार सौ रुपये पचास पैसे मात्र",
        "100000.00, एक लाख रुपये मात्र",
        "123456789.00, बारह करोड़ चौंतीस लाख छप्पन हज़ार सात सौ नवासी रुपये मात्र"
    })
    void spellsInHindi(String amount, String words) {
        assertThat(HINDI.inWords(Money.of(amount))).isEqualTo(words);
    }

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
        assertThat(ENGLISH.inWords(Money.of(amount))).isEqualTo(words);
    }

    private static MessageSource messages() {
        try {
            return new Messages().messageSource();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesANegativeAmount() {
        assertThatIllegalArgumentException().isThrownBy(() -> ENGLISH.inWords(Money.of(-1)));
    }
}
