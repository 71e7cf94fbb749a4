package org.ltet.portal.integrations.sap;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.AccountingSystem.DayTotal;
import org.ltet.portal.payments.spi.AccountingSystem.Document;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what SAP answers: whole, or it is no answer, as half of one tells nothing of what was done. */
final class Answers {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]{1,20}");
    private static final int FIRST_YEAR = 2000;
    private static final int LONGEST_REASON = 200;

    /** No amount has more digits before or behind its point: sums of longer ones would fill the memory. */
    private static final int MOST_DIGITS = 30;

    private Answers() {}

    /** What is told a document, and of it what it reverses, or is reversed by. */
    record Entry(
            Document document,
            @Nullable String reverses,
            @Nullable String reversedBy) {}

    static Entry entry(byte[] body) throws IOException {
        return entry(read(body, Words.Posted.class));
    }

    /** The first that is no reversal. */
    static Optional<Document> original(byte[] body) throws IOException {
        Words.Posted original = Arrays.stream(read(body, Words.Posted[].class))
                .filter(entry -> entry != null && entry.reverses() == null)
                .findFirst()
                .orElse(null);
        return original == null ? Optional.empty() : Optional.of(entry(original).document());
    }

    /** @param bank the account whose balance is wanted */
    static List<DayTotal> days(byte[] body, String bank) throws IOException {
        List<DayTotal> days = new ArrayList<>();
        for (Words.Day day : read(body, Words.Day[].class)) {
            if (day == null || day.postingDate() == null || day.balances() == null || day.documents() < 0) {
                throw new IOException("SAP told a day without its figures");
            }
            Map<String, BigDecimal> balances = day.balances();
            BigDecimal balance = balances.containsKey(bank) ? balances.get(bank) : BigDecimal.ZERO;
            days.add(new DayTotal(
                    day.postingDate(),
                    day.documents(),
                    amount(day.debits()),
                    amount(balance).negate()));
        }
        return List.copyOf(days);
    }

    /** What SAP gives as its reason, on one line; nothing where it gives none. */
    static String reason(byte[] body) {
        try {
            String message = MAPPER.readTree(body)
                    .path("error")
                    .path("message")
                    .asString("")
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip();
            return message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON);
        } catch (JacksonException e) {
            return "";
        }
    }

    private static Entry entry(Words.@Nullable Posted posted) throws IOException {
        if (posted == null
                || posted.documentNumber() == null
                || !NUMBER.matcher(posted.documentNumber()).matches()
                || posted.fiscalYear() < FIRST_YEAR
                || posted.items() == null) {
            throw new IOException("SAP answered with no document");
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Words.Item item : posted.items()) {
            sum = item != null && "DEBIT".equals(item.side()) ? sum.add(amount(item.amount())) : sum;
        }
        return new Entry(
                new Document(posted.documentNumber(), posted.fiscalYear(), sum),
                posted.reverses(),
                posted.reversedBy());
    }

    private static BigDecimal amount(@Nullable BigDecimal told) throws IOException {
        if (told == null || told.precision() > MOST_DIGITS || Math.abs((long) told.scale()) > MOST_DIGITS) {
            throw new IOException("SAP told no amount");
        }
        return told;
    }

    private static <T> T read(byte[] body, Class<T> type) throws IOException {
        try {
            T answer = MAPPER.readValue(body, type);
            if (answer == null) {
                throw new IOException("SAP answered with nothing");
            }
            return answer;
        } catch (JacksonException e) {
            throw new IOException("SAP's answer cannot be read", e);
        }
    }
}
