package org.ltet.portal.payments;

import java.math.BigInteger;
import org.ltet.portal.shared.Money;

/** Amounts as vouchers spell them, in Indian numbering: "Rupees One Lakh Five Hundred and Paise Fifty Only". */
final class AmountInWords {

    private static final String[] ONES = {
        "Zero",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen"
    };
    private static final String[] TENS = {
        "", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"
    };
    private static final long CRORE = 10_000_000;
    private static final long LAKH = 100_000;

    private AmountInWords() {}

    static String of(Money amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("A voucher has no negative amount: " + amount);
        }
        BigInteger[] parts = amount.amount().unscaledValue().divideAndRemainder(BigInteger.valueOf(100));
        int paise = parts[1].intValue();
        String words = "Rupees " + words(parts[0].longValueExact());
        return paise == 0 ? words + " Only" : words + " and Paise " + words(paise) + " Only";
    }

    private static String words(long number) {
        if (number >= CRORE) {
            return words(number / CRORE) + " Crore" + rest(number % CRORE);
        }
        if (number >= LAKH) {
            return words(number / LAKH) + " Lakh" + rest(number % LAKH);
        }
        if (number >= 1000) {
            return words(number / 1000) + " Thousand" + rest(number % 1000);
        }
        if (number >= 100) {
            return words(number / 100) + " Hundred" + rest(number % 100);
        }
        if (number >= 20) {
            return TENS[(int) (number / 10)] + rest(number % 10);
        }
        return ONES[(int) number];
    }

    private static String rest(long number) {
        return number == 0 ? "" : " " + words(number);
    }
}
