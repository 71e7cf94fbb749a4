package org.ltet.portal.notifications;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What the words of a notice are filled with; kept as facts, so that each reader gets them in their own language.
 *
 * @param number of the application
 * @param amount decimal text, as {@link Money#plain}
 * @param level the review level that acts or acts next
 * @param reason message key of the reason given
 * @param comment in the words of the person who acted; shown in the portal only, never mailed
 * @param reference of the bank, or the voucher's number
 * @param date until when, or on which day
 * @param until the last day, where {@code date} is the first
 * @param counts how many, where several are told of together
 */
record NoticeFacts(
        String number,
        @Nullable String amount,
        @Nullable String level,
        @Nullable String reason,
        @Nullable String comment,
        @Nullable String reference,
        @Nullable LocalDate date,
        @Nullable LocalDate until,
        @Nullable List<Integer> counts) {

    static NoticeFacts of(String number) {
        return new NoticeFacts(number, null, null, null, null, null, null, null, null);
    }

    NoticeFacts amount(Money value) {
        return new NoticeFacts(number, value.plain(), level, reason, comment, reference, date, until, counts);
    }

    NoticeFacts level(Enum<?> value) {
        return new NoticeFacts(number, amount, value.name(), reason, comment, reference, date, until, counts);
    }

    NoticeFacts reason(String key) {
        return new NoticeFacts(number, amount, level, key, comment, reference, date, until, counts);
    }

    NoticeFacts comment(String words) {
        return new NoticeFacts(number, amount, level, reason, words, reference, date, until, counts);
    }

    NoticeFacts reference(String value) {
        return new NoticeFacts(number, amount, level, reason, comment, value, date, until, counts);
    }

    NoticeFacts date(LocalDate value) {
        return new NoticeFacts(number, amount, level, reason, comment, reference, value, until, counts);
    }

    NoticeFacts counts(Integer... values) {
        return new NoticeFacts(number, amount, level, reason, comment, reference, date, until, List.of(values));
    }

    NoticeFacts days(LocalDate first, LocalDate last) {
        return new NoticeFacts(number, amount, level, reason, comment, reference, first, last, counts);
    }
}
