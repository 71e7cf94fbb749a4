package org.ltet.portal.payments;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.layout.LayoutInForce;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The maker's part of a batch: open it, fill it, look for faulty entries, freeze it with its control totals. */
@Component
public class AssembleBatch {

    /** The most payments of one bank file. */
    static final int LARGEST_BATCH = 100_000;

    private static final int FURTHEST_EXECUTION_DAYS = 30;

    private final BatchRows batches;
    private final BatchGate gate;
    private final BatchCheck check;
    private final VoucherRows vouchers;
    private final VoucherChanges changes;
    private final PaymentRows payments;
    private final LayoutInForce layouts;
    private final PaymentsGuard guard;
    private final Moves moves;
    private final Numbers numbers;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final boolean gatewaySetUp;

    AssembleBatch(
            BatchRows batches,
            BatchGate gate,
            BatchCheck check,
            VoucherRows vouchers,
            VoucherChanges changes,
            PaymentRows payments,
            LayoutInForce layouts,
            PaymentsGuard guard,
            Moves moves,
            Numbers numbers,
            ApplicationEventPublisher events,
            Clock clock,
            ObjectProvider<PayoutGateway> gateway) {
        this.batches = batches;
        this.gate = gate;
        this.check = check;
        this.vouchers = vouchers;
        this.changes = changes;
        this.payments = payments;
        this.layouts = layouts;
        this.guard = guard;
        this.moves = moves;
        this.numbers = numbers;
        this.events = events;
        this.clock = clock;
        this.gatewaySetUp = gateway.getIfAvailable() != null;
    }

    /** Whether this installation knows a payment gateway, so that there is a choice of ways. */
    public boolean gatewaySetUp() {
        return gatewaySetUp;
    }

    /** For a bank file. */
    @Transactional
    public UUID open(String title, User user) {
        return open(title, PayWay.BANK_FILE, user);
    }

    @Transactional
    public UUID open(String title, PayWay way, User user) {
        guard.demandRole(user, Role.ACCOUNTS_OFFICER);
        if (way == PayWay.GATEWAY && !gatewaySetUp) {
            throw Refused.invalidField("way", "payments.gatewayNotSetUp");
        }
        String words = title.strip();
        if (words.isEmpty() || words.length() > 120) {
            throw Refused.invalidField("title", "payments.batchTitle", 120);
        }
        UUID id = Ids.next();
        String number = numbers.nextBatch(IndiaTime.today(clock));
        batches.insert(id, number, words, way, user.employeeNumber());
        moves.record(
                Actor.of(user, Role.ACCOUNTS_OFFICER),
                new Moves.Made("BATCH", id, null, BatchState.OPEN.name(), null, null));
        events.publishEvent(Audited.of("batch.opened", "batch", id)
                .changed("number", null, number)
                .changed("way", null, way));
        return id;
    }

    /** Puts approved vouchers into the batch; those that are not free any more are left out. Answers how many went in. */
    @Transactional
    public int add(UUID id, long version, List<UUID> voucherIds, User user) {
        BatchView batch = gate.enter(BatchAction.CHANGE, id, version, user);
        if (voucherIds.isEmpty()) {
            throw Refused.invalid("payments.noneChosen");
        }
        if (voucherIds.size() > CheckVouchers.MOST_AT_ONCE) {
            throw Refused.invalid("payments.tooManyChosen", CheckVouchers.MOST_AT_ONCE);
        }
        return putIn(batch, vouchers.lockAll(voucherIds), user);
    }

    /** Puts everything into the batch that is approved and fits the filter (PAY-3: by scheme, IC, amount, date). */
    @Transactional
    public int addAll(UUID id, long version, VoucherFilter filter, User user) {
        BatchView batch = gate.enter(BatchAction.CHANGE, id, version, user);
        VoucherFilter approved = filter.in(WorkList.TO_BATCH);
        Scope scope = user.scopeOf(Role.ACCOUNTS_OFFICER).orElseThrow();
        int added = 0;
        UUID after = null;
        List<VoucherView> page;
        do {
            page = vouchers.page(approved, scope, after, BatchCheck.CHUNK);
            if (!page.isEmpty()) {
                after = page.getLast().id();
                added += putIn(
                        batch,
                        vouchers.lockAll(page.stream().map(VoucherView::id).toList()),
                        user);
            }
        } while (page.size() == BatchCheck.CHUNK);
        return added;
    }

    private int putIn(BatchView batch, List<VoucherView> locked, User user) {
        Set<UUID> relatives = guard.relatives(user);
        List<VoucherView> free = locked.stream()
                .filter(voucher -> voucher.state() == VoucherState.APPROVED)
                .filter(voucher ->
                        user.has(Role.ACCOUNTS_OFFICER, voucher.ic(), voucher.region(), voucher.schemeCode()))
                .filter(voucher -> !voucher.employeeNumber().equals(user.employeeNumber())
                        && !relatives.contains(voucher.memberId()))
                .toList();
        long together = batches.find(batch.id()).orElseThrow().totals().count() + free.size();
        if (together > LARGEST_BATCH) {
            throw Refused.conflict("payments.batchTooLarge", LARGEST_BATCH);
        }
        if (!free.isEmpty()) {
            changes.putInBatch(free.stream().map(VoucherView::id).toList(), batch.id());
            batches.touch(batch.id());
            recordMoves(free, VoucherState.BATCHED, user);
        }
        return free.size();
    }

    @Transactional
    public void remove(UUID id, long version, UUID voucherId, User user) {
        gate.enter(BatchAction.CHANGE, id, version, user);
        VoucherView voucher = vouchers.lock(voucherId)
                .filter(found -> id.equals(found.batchId()))
                .orElseThrow(() -> Refused.notFound("voucher"));
        changes.takeOutOfBatch(List.of(voucherId));
        batches.touch(id);
        recordMoves(List.of(voucher), VoucherState.APPROVED, user);
    }

    /** What would keep the batch from being frozen, without changing anything. */
    @Transactional(readOnly = true)
    public List<Faulty> faulty(UUID id, User user) {
        guard.demandRole(user, Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD);
        BatchView batch = guard.readableBatch(user, batches.find(id));
        List<Faulty> faulty = check.check(id, batch.way() == PayWay.BANK_FILE ? layouts.now() : null, chunk -> {});
        Set<UUID> shown = vouchers.all(faulty.stream().map(Faulty::voucherId).toList()).stream()
                .filter(voucher -> guard.mayRead(user, voucher))
                .map(VoucherView::id)
                .collect(Collectors.toSet());
        return faulty.stream()
                .filter(entry -> shown.contains(entry.voucherId()))
                .toList();
    }

    /**
     * Fixes what is in the batch: one payment for each voucher, and the control totals, which the database reckons
     * again for itself. One faulty entry and nothing is frozen.
     */
    @Transactional
    public void freeze(UUID id, long version, LocalDate executionDate, User user) {
        BatchView batch = gate.enter(BatchAction.FREEZE, id, version, user);
        LocalDate today = IndiaTime.today(clock);
        if (executionDate.isBefore(today) || executionDate.isAfter(today.plusDays(FURTHEST_EXECUTION_DAYS))) {
            throw Refused.invalidField("executionDate", "payments.executionDate", FURTHEST_EXECUTION_DAYS);
        }
        LayoutInForce.Kept layout = batch.way() == PayWay.BANK_FILE ? layouts.forFreezing() : null;
        List<Faulty> faulty = check.check(
                id, layout == null ? null : layout.definition(), chunk -> payments.create(id, newPayments(chunk)));
        if (!faulty.isEmpty()) {
            throw Refused.conflict("payments.faultyEntries", faulty.size());
        }
        batches.freeze(
                id, payments.created(id), executionDate, layout == null ? null : layout.id(), user.employeeNumber());
        gate.record(batch, BatchState.FROZEN, BatchAction.FREEZE, user, "");
    }

    private static List<PaymentRows.New> newPayments(List<VoucherRows.Payable> chunk) {
        List<PaymentRows.New> created = new ArrayList<>(chunk.size());
        for (VoucherRows.Payable payable : chunk) {
            int attempt = payable.attempts() + 1;
            created.add(new PaymentRows.New(
                    Ids.next(),
                    payable.id(),
                    attempt,
                    VoucherView.endToEndId(payable.number(), attempt),
                    payable.amount(),
                    payable));
        }
        return created;
    }

    private void recordMoves(List<VoucherView> changed, VoucherState to, User user) {
        moves.record(
                Actor.of(user, Role.ACCOUNTS_OFFICER),
                changed.stream()
                        .map(voucher -> new Moves.Made(
                                "VOUCHER", voucher.id(), voucher.state().name(), to.name(), null, null))
                        .toList());
        changed.forEach(voucher -> events.publishEvent(Audited.of(
                        to == VoucherState.BATCHED ? "voucher.batched" : "voucher.unbatched", "voucher", voucher.id())
                .inApplication(voucher.applicationId(), voucher.schemeCode())
                .changed("state", voucher.state(), to)));
    }
}
