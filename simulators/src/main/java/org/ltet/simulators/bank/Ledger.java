package org.ltet.simulators.bank;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the bank really paid. It takes each message once, and each payment of a message once. */
@Component
final class Ledger {

    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** One booking; the reference is the bank's own, as unique as a UTR. */
    record Booking(String messageId, String reference, BigDecimal amount, LocalDate date, boolean returned) {}

    private final Clock clock;
    private final Set<String> messages = new HashSet<>();
    private final Map<String, List<Booking>> bookings = new HashMap<>();
    private long sequence;

    /** The sequence starts at the time of day, so that references stay unique when the simulators start anew. */
    Ledger(Clock clock) {
        this.clock = clock;
        this.sequence = LocalTime.now(clock.withZone(INDIA)).toSecondOfDay() * 10_000L;
    }

    synchronized boolean knows(String messageId) {
        return messages.contains(messageId);
    }

    synchronized void take(String messageId) {
        messages.add(messageId);
    }

    synchronized Booking pay(String messageId, String endToEndId, BigDecimal amount, boolean returned) {
        List<Booking> earlier = bookings.computeIfAbsent(endToEndId, id -> new ArrayList<>(1));
        if (earlier.stream().anyMatch(booking -> booking.messageId().equals(messageId))) {
            throw new IllegalStateException(endToEndId + " of " + messageId + " is paid already");
        }
        Booking booking = new Booking(messageId, reference(), amount, today(), returned);
        earlier.add(booking);
        return booking;
    }

    synchronized @Nullable List<Booking> bookings(String endToEndId) {
        List<Booking> found = bookings.get(endToEndId);
        return found == null ? null : List.copyOf(found);
    }

    synchronized String reference() {
        return "SIMBN" + today().format(DateTimeFormatter.BASIC_ISO_DATE) + String.format("%09d", sequence++);
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(INDIA));
    }
}
