package org.ltet.portal.web;

import java.math.BigInteger;
import org.ltet.portal.shared.Money;

/**
 * Amounts as letters and vouchers spell them, in Indian numbering: "Rupees One Lakh Five Hundred and Paise Fifty Only".
 * The words are those of the message files, up to 99 one by one, as Hindi has a word of its own for each.
 */
final class AmountInWords {

    private static final long CRORE = 10_000_000;
    private static final long LAKH = 100_000;
    private static final long THOUSAND = 1000;
    private static final long HUNDRED = 100;

    private final Words words;

    private AmountInWords(Words words) {
        this.words = words;
    }

    static String of(Money amount, Words words) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("Nothing is paid by a negative amount: " + amount);
        }
        AmountInWords spelled = new AmountInWords(words);
        BigInteger[] parts = amount.amount().unscaledValue().divideAndRemainder(BigInteger.valueOf(HUNDRED));
        String rupees = spelled.number(parts[0].longValueExact());
        int paise = parts[1].intValue();
        return paise == 0
                ? words.t("amount.rupees", rupees)
                : words.t("amount.rupeesAndPaise", rupees, spelled.number(paise));
    }

    private String number(long number) {
        if (number >= CRORE) {
            return number(number / CRORE) + " " + words.t("amount.crore") + rest(number % CRORE);
        }
        if (number >= LAKH) {
            return number(number / LAKH) + " " + words.t("amount.lakh") + rest(number % LAKH);
        }
        if (number >= THOUSAND) {
            return number(number / THOUSAND) + " " + words.t("amount.thousand") + rest(number % THOUSAND);
        }
        if (number >= HUNDRED) {
            return number(number / HUNDRED) + " " + words.t("amount.hundred") + rest(number % HUNDRED);
        }
        return words.t("amount.number." + number);
    }

    private String rest(long number) {
        return number == 0 ? "" : " " + number(number);
    }
}
