package org.ltet.simulators.sap;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.sap.JournalEntry.Item;
import org.ltet.simulators.sap.JournalEntry.Key;
import org.ltet.simulators.sap.JournalEntry.Side;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Posts balanced entries, each once per idempotency key. */
@Component
final class Books {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final long NUMBER_RANGE = 1900000001L;
    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");

    private record Taken(Object order, Key document) {}

    private record Range(String companyCode, int fiscalYear) {}

    record Posting(JournalEntry entry, boolean isNew) {}

    static final class RefusedException extends RuntimeException {

        final HttpStatus status;

        RefusedException(HttpStatus status, String message) {
            super(message);
            this.status = status;
        }
    }

    private final Clock clock;
    /** Books forgotten at the end of the program do not begin anew with the numbers of the last ones. */
    private final long firstDocument;

    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final Map<Range, Integer> ranges = new HashMap<>();
    private final Map<Key, JournalEntry> entries = new LinkedHashMap<>();

    Books(Clock clock) {
        this.clock = clock;
        this.firstDocument = NUMBER_RANGE
                + Math.max(0, Duration.between(OPENED, clock.instant()).toSeconds());
    }

    synchronized Posting post(String key, JournalEntry.Order order) {
        JournalEntry before = before(key, order);
        if (before != null) {
            return new Posting(before, false);
        }
        List<Item> items = order.items() == null ? List.of() : order.items();
        if (order.companyCode() == null || order.postingDate() == null || items.size() < 2) {
            throw new RefusedException(
                    HttpStatus.BAD_REQUEST, "companyCode, postingDate and at least two items are needed");
        }
        if (sum(items, Side.DEBIT).compareTo(sum(items, Side.CREDIT)) != 0) {
            throw new RefusedException(HttpStatus.UNPROCESSABLE_CONTENT, "Debits and credits differ");
        }
        JournalEntry entry = entry(order, order.companyCode(), order.postingDate(), items, null);
        keep(key, order, entry);
        return new Posting(entry, true);
    }

    synchronized Posting reverse(String key, Key document, JournalEntry.Reversal reversal) {
        JournalEntry original = entries.get(document);
        if (original == null) {
            throw new RefusedException(
                    HttpStatus.NOT_FOUND,
                    "There is no document " + document.documentNumber() + " in " + document.fiscalYear());
        }
        Map<String, Object> order = Map.of("document", document, "reversal", reversal);
        JournalEntry before = before(key, order);
        if (before != null) {
            return new Posting(before, false);
        }
        if (original.reversedBy() != null || original.reverses() != null) {
            throw new RefusedException(HttpStatus.CONFLICT, "The document is reversed or is a reversal itself");
        }
        LocalDate date = reversal.postingDate() == null ? LocalDate.now(clock.withZone(INDIA)) : reversal.postingDate();
        var opposite = new JournalEntry.Order(
                original.companyCode(),
                date,
                original.documentType(),
                original.reference(),
                reversal.reason(),
                original.items().stream().map(Item::opposite).toList());
        JournalEntry entry =
                entry(opposite, original.companyCode(), date, Objects.requireNonNull(opposite.items()), document);
        entries.put(document, original.reversedBy(entry.key()));
        keep(key, order, entry);
        return new Posting(entry, true);
    }

    synchronized @Nullable JournalEntry find(Key document) {
        return entries.get(document);
    }

    synchronized List<JournalEntry> newest(@Nullable String companyCode, @Nullable String reference, int limit) {
        return new ArrayList<>(entries.values())
                .reversed().stream()
                        .filter(entry -> companyCode == null || companyCode.equals(entry.companyCode()))
                        .filter(entry -> reference == null || reference.equals(entry.reference()))
                        .limit(limit)
                        .toList();
    }

    /** What stands in the books for each day that has documents, the oldest first. */
    synchronized List<DayTotal> totals(String companyCode, String documentType, LocalDate from, LocalDate to) {
        Map<LocalDate, DayTotal> days = new TreeMap<>();
        entries.values().stream()
                .filter(entry -> entry.companyCode().equals(companyCode)
                        && documentType.equals(entry.documentType())
                        && !entry.postingDate().isBefore(from)
                        && !entry.postingDate().isAfter(to))
                .forEach(entry -> days.merge(entry.postingDate(), DayTotal.of(entry), DayTotal::plus));
        return List.copyOf(days.values());
    }

    synchronized void forgetKeys() {
        taken.clear();
    }

    private @Nullable JournalEntry before(String key, Object order) {
        Taken earlier = taken.get(key);
        if (earlier == null) {
            return null;
        }
        if (!earlier.order().equals(order)) {
            throw new RefusedException(HttpStatus.CONFLICT, "The idempotency key was used for another document");
        }
        return entries.get(earlier.document());
    }

    private void keep(String key, Object order, JournalEntry entry) {
        taken.put(key, new Taken(order, entry.key()));
        entries.put(entry.key(), entry);
    }

    private JournalEntry entry(
            JournalEntry.Order order, String companyCode, LocalDate date, List<Item> items, @Nullable Key reverses) {
        int year = date.getMonth().compareTo(Month.APRIL) < 0 ? date.getYear() - 1 : date.getYear();
        int before = ranges.merge(new Range(companyCode, year), 1, Integer::sum) - 1;
        return new JournalEntry(
                String.valueOf(firstDocument + before),
                companyCode,
                year,
                date,
                order.documentType(),
                order.reference(),
                order.headerText(),
                items,
                "POSTED",
                reverses,
                null,
                clock.instant());
    }

    private static BigDecimal sum(List<Item> items, Side side) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Item item : items) {
            if (item.glAccount() == null
                    || item.side() == null
                    || item.amount() == null
                    || item.amount().signum() <= 0) {
                throw new RefusedException(
                        HttpStatus.BAD_REQUEST, "Each item needs glAccount, side and a positive amount");
            }
            sum = item.side() == side ? sum.add(item.amount()) : sum;
        }
        return sum;
    }
}
