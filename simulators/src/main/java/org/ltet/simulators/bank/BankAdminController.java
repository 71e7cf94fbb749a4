package org.ltet.simulators.bank;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the bank received and really paid, and chooses how it behaves. */
@RestController
@RequestMapping("/bank/admin")
final class BankAdminController {

    private final Transfer transfer;
    private final PaymentDesk desk;
    private final Ledger ledger;

    BankAdminController(Transfer transfer, PaymentDesk desk, Ledger ledger) {
        this.transfer = transfer;
        this.desk = desk;
        this.ledger = ledger;
    }

    @GetMapping("/scenario")
    Choice scenario() {
        return new Choice(desk.scenario());
    }

    @PostMapping("/scenario")
    ResponseEntity<Choice> choose(@RequestBody Choice choice) {
        if (choice.scenario() == null) {
            return ResponseEntity.badRequest().build();
        }
        desk.follow(choice.scenario());
        return ResponseEntity.ok(choice);
    }

    /** The layout in which NEFT text comes from now on: the definition as the portal's API gives it. */
    @PutMapping("/neft-layout")
    ResponseEntity<Void> read(@RequestBody NeftLayout layout) {
        if (!layout.isReadable()) {
            return ResponseEntity.badRequest().build();
        }
        desk.read(layout);
        return ResponseEntity.noContent().build();
    }

    /** From now on it comes with a heading line again. */
    @DeleteMapping("/neft-layout")
    ResponseEntity<Void> forgetLayout() {
        desk.read(null);
        return ResponseEntity.noContent().build();
    }

    /** Lets out the answers that were kept back while the bank was silent. */
    @PostMapping("/release")
    Map<String, Integer> release() {
        return Map.of("released", transfer.release());
    }

    @GetMapping("/files")
    List<Listed> files() {
        return transfer.allReceived().stream()
                .map(file -> new Listed(
                        file.name(),
                        file.size(),
                        file.sha256(),
                        file.receivedAt(),
                        file.messageId(),
                        file.transactions()))
                .toList();
    }

    @GetMapping("/payments/{endToEndId}")
    Paid payments(@PathVariable String endToEndId) {
        List<Ledger.Booking> bookings = ledger.bookings(endToEndId);
        if (bookings == null) {
            return new Paid(endToEndId, 0, BigDecimal.ZERO, 0, List.of());
        }
        BigDecimal total = bookings.stream().map(Ledger.Booking::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        int returned = (int) bookings.stream().filter(Ledger.Booking::returned).count();
        return new Paid(endToEndId, bookings.size(), total, returned, bookings);
    }

    record Choice(@Nullable Scenario scenario) {}

    record Listed(String name, long size, String sha256, Instant receivedAt, String messageId, int transactions) {}

    /** @param returned how many of the times paid the money came back; the total does not take it off */
    record Paid(String endToEndId, int timesPaid, BigDecimal totalPaid, int returned, List<Ledger.Booking> bookings) {}
}
