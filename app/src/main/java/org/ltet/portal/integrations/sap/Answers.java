package org.ltet.portal.integrations.sap;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.AccountingSystem.DayTotal;
import org.ltet.portal.payments.spi.AccountingSystem.DocumentId;
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

    /**
     * A document, checked.
     *
     * @param lines each as side, account, cost centre, amount and currency, in order
     */
    record Entry(
            DocumentId id,
            LocalDate day,
            @Nullable String documentType,
            List<String> lines,
            boolean reversed,
            @Nullable DocumentId reverses,
            @Nullable DocumentId reversedBy) {}

    static Entry entry(byte[] body) throws IOException {
        return entry(read(body, Words.Posted.class));
    }

    /** Those that are no reversals. */
    static List<Entry> originals(byte[] body) throws IOException {
        List<Entry> originals = new ArrayList<>();
        for (Words.Posted posted : read(body, Words.Posted[].class)) {
            if (posted != null && posted.reverses() == null) {
                originals.add(entry(posted));
            }
        }
        return List.copyOf(originals);
    }

    /** What was told earlier, as it was kept. */
    static <T> T told(String words, Class<T> type) throws IOException {
        return read(words.getBytes(StandardCharsets.UTF_8), type);
    }

    /** @param opposite with sides exchanged, as a reversal has them */
    static List<String> lines(@Nullable List<Words.Item> items, boolean opposite) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Words.Item item : items == null ? List.<Words.Item>of() : items) {
            if (item == null || item.side() == null || item.glAccount() == null) {
                throw new IOException("SAP told a line without its side or account");
            }
            boolean debit = item.side().equals("DEBIT") != opposite;
            lines.add((debit ? "DEBIT " : "CREDIT ")
                    + item.glAccount()
                    + (item.costCenter() == null || item.costCenter().isEmpty() ? "" : " " + item.costCenter())
                    + " "
                    + amount(item.amount()).stripTrailingZeros().toPlainString()
                    + (item.currency() == null ? "" : " " + item.currency()));
        }
        lines.sort(null);
        return List.copyOf(lines);
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
        if (posted == null || posted.postingDate() == null || posted.items() == null) {
            throw new IOException("SAP answered with no document");
        }
        return new Entry(
                id(new Words.Key(posted.companyCode(), posted.fiscalYear(), posted.documentNumber())),
                posted.postingDate(),
                posted.documentType(),
                lines(posted.items(), false),
                "REVERSED".equals(posted.status()),
                posted.reverses() == null ? null : id(posted.reverses()),
                posted.reversedBy() == null ? null : id(posted.reversedBy()));
    }

    private static DocumentId id(Words.Key key) throws IOException {
        if (key.companyCode() == null
                || key.documentNumber() == null
                || !NUMBER.matcher(key.companyCode()).matches()
                || !NUMBER.matcher(key.documentNumber()).matches()
                || key.fiscalYear() < FIRST_YEAR) {
            throw new IOException("SAP answered with no document");
        }
        return new DocumentId(key.companyCode(), key.fiscalYear(), key.documentNumber());
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
