package org.ltet.portal.payments;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.spi.PayoutGateway.Payout;
import org.ltet.portal.payments.spi.PayoutGateway.Standing;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Works what the payment gateway says of a payment in as an entry of the bank: with the same rules, the same settlement
 * and the same list of what waits for people. There is no second way in which money settles.
 */
@Component
public class GatewayWord {

    /** What a word did. */
    public enum Effect {
        PAID,
        FAILED,
        REVERSED,
        NOTED,
        OPEN_ITEM
    }

    private static final Actor GATEWAY = Actor.of(User.system("payment-gateway"));
    private static final String NOT_OURS = "not ours";

    private record Paid(String endToEndId, String batchNumber) {}

    private final Debtor debtor;
    private final ReleaseRows releases;
    private final EntryRows entries;
    private final ImportRows imports;
    private final Settlement settlement;
    private final PaymentsGuard guard;
    private final JdbcClient jdbc;
    private final Clock clock;

    GatewayWord(
            Debtor debtor,
            ReleaseRows releases,
            EntryRows entries,
            ImportRows imports,
            Settlement settlement,
            PaymentsGuard guard,
            JdbcClient jdbc,
            Clock clock) {
        this.debtor = debtor;
        this.releases = releases;
        this.entries = entries;
        this.imports = imports;
        this.settlement = settlement;
        this.guard = guard;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Held until the end of the transaction: first of all locks, so that words and files of the bank come one by one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        imports.lockReconciliation();
    }

    /** The payout of this payment is where the gateway says it is; told again, nothing more happens. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Effect take(Payout payout, UUID paymentId) {
        Paid paid = paid(paymentId);
        BankEntry entry = entry(payout, key(payout, payout.standing().name()), paid.endToEndId());
        return work(entry, imports.ofGateway(paid.batchNumber()));
    }

    /** Nothing moves: a person has to look at it, once for each such matter and standing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Effect doubt(Payout payout, @Nullable UUID paymentId, OpenItemKind kind) {
        Paid paid = paymentId == null ? null : paid(paymentId);
        String reference = payout.reference() == null ? payout.id() : payout.reference();
        String key = key(payout, kind.name() + "/" + payout.standing().name());
        BankEntry entry = entry(payout, key, paid == null ? reference : paid.endToEndId());
        if (!entries.known(List.of(entry.naturalKey())).isEmpty()) {
            return Effect.NOTED;
        }
        return open(entry, paid == null ? NOT_OURS : paid.batchNumber(), paymentId, kind);
    }

    private Effect open(BankEntry entry, String title, @Nullable UUID paymentId, OpenItemKind kind) {
        UUID heading = imports.ofGateway(title);
        entries.insert(heading, List.of(new EntryRows.Judged(entry, "OPEN_ITEM", paymentId, kind)));
        imports.countMore(heading, new ImportCounts(1, 0, 0, 0, 0, 0, 1));
        return Effect.OPEN_ITEM;
    }

    /**
     * The gateway does not tell of a payout that it had or may have: a person has to find out, once. Nothing where people
     * settled the payment meanwhile.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Effect lost(UUID paymentId, String why) {
        LivePayment payment = entries.lockByIds(List.of(paymentId)).getFirst();
        Paid paid = paid(paymentId);
        BankEntry entry = status("gateway/lost/" + paymentId, paid, payment, "ACSP", why);
        if (payment.state() != PaymentState.RELEASED
                || !entries.known(List.of(entry.naturalKey())).isEmpty()) {
            return Effect.NOTED;
        }
        return open(entry, paid.batchNumber(), paymentId, OpenItemKind.PAYOUT_NOT_FOUND);
    }

    /** @throws Refused where the payment is the person's own or a relative's */
    @Transactional(propagation = Propagation.MANDATORY)
    public void demandStranger(UUID paymentId, User user) {
        LivePayment payment = entries.lockByIds(List.of(paymentId)).getFirst();
        if (payment.employeeNumber().equals(user.employeeNumber())) {
            throw Refused.forbidden("payments.ownApplication");
        }
        if (guard.relatives(user).contains(payment.memberId())) {
            throw Refused.forbidden("payments.relativesApplication");
        }
    }

    /** The gateway does not have the payout that a person gives up: the payment failed, and may be made anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Effect givenUp(UUID paymentId) {
        LivePayment payment = entries.lockByIds(List.of(paymentId)).getFirst();
        Paid paid = paid(paymentId);
        BankEntry entry = status("gateway/given-up/" + paymentId, paid, payment, "RJCT", null);
        return work(entry, imports.ofGateway(paid.batchNumber()));
    }

    /** Something that is known of the payment without a payout of the gateway's. */
    private static BankEntry status(String key, Paid paid, LivePayment payment, String status, @Nullable String why) {
        return new BankEntry(
                0,
                BankEntry.Kind.STATUS,
                key,
                null,
                paid.endToEndId(),
                status,
                payment.amount(),
                Money.CURRENCY,
                null,
                why,
                null,
                null,
                null);
    }

    private Effect work(BankEntry entry, UUID heading) {
        StatementWork work =
                new StatementWork(debtor, releases, entries, settlement, heading, GATEWAY, true, message -> {});
        work.entry(entry);
        ImportCounts counts = work.finish();
        imports.countMore(heading, counts);
        if (counts.opened() > 0) {
            return Effect.OPEN_ITEM;
        }
        if (counts.paid() > 0) {
            return Effect.PAID;
        }
        if (counts.reversed() > 0) {
            return Effect.REVERSED;
        }
        return counts.failed() > 0 ? Effect.FAILED : Effect.NOTED;
    }

    private static String key(Payout payout, String what) {
        return "gateway/" + payout.id() + "/" + what;
    }

    private BankEntry entry(Payout payout, String key, String endToEndId) {
        LocalDate today = IndiaTime.today(clock);
        return new BankEntry(
                0,
                switch (payout.standing()) {
                    case PROCESSING, FAILED -> BankEntry.Kind.STATUS;
                    case PROCESSED -> BankEntry.Kind.DEBIT;
                    case REVERSED -> BankEntry.Kind.CREDIT;
                },
                key,
                null,
                endToEndId,
                payout.standing() == Standing.FAILED
                        ? "RJCT"
                        : payout.standing() == Standing.PROCESSING ? "ACSP" : null,
                Money.of(payout.amount()),
                payout.currency(),
                payout.reason(),
                payout.text(),
                payout.utr(),
                today,
                "Payout " + payout.id());
    }

    private Paid paid(UUID paymentId) {
        return jdbc.sql("""
                select p.end_to_end_id, b.number from payments.payment p join payments.batch b on b.id = p.batch_id
                where p.id = :id
                """)
                .param("id", paymentId)
                .query((row, index) -> new Paid(row.getString("end_to_end_id"), row.getString("number")))
                .single();
    }
}
