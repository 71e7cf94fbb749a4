package org.ltet.portal.payments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reading batches: the list, one batch with what is in it, its files and its history. */
@Component
public class Batches {

    public static final int PAGE = 50;

    /** Everything about one batch; a release only once there is one. */
    public record Details(
            BatchView batch,
            Optional<ReleaseView> release,
            List<MoveView> history,
            Map<BatchAction, Optional<String>> actions,
            boolean mayOpenFiles) {}

    private final BatchRows batches;
    private final BatchGate gate;
    private final ReleaseRows releases;
    private final PaymentRows payments;
    private final VoucherRows vouchers;
    private final Moves moves;
    private final PaymentsGuard guard;

    Batches(
            BatchRows batches,
            BatchGate gate,
            ReleaseRows releases,
            PaymentRows payments,
            VoucherRows vouchers,
            Moves moves,
            PaymentsGuard guard) {
        this.batches = batches;
        this.gate = gate;
        this.releases = releases;
        this.payments = payments;
        this.vouchers = vouchers;
        this.moves = moves;
        this.guard = guard;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Slice<BatchView> page(@Nullable BatchState state, @Nullable UUID before, User user) {
        return Slice.of(batches.page(state, guard.readable(user), before, PAGE + 1), PAGE, BatchView::id);
    }

    @Transactional(readOnly = true)
    public BatchView get(UUID id, User user) {
        return guard.readableBatch(user, batches.find(id));
    }

    @Transactional(readOnly = true)
    public Details details(UUID id, User user) {
        BatchView batch = get(id, user);
        return new Details(
                batch,
                releases.find(id),
                moves.of(List.of(id)),
                gate.actions(batch, user),
                guard.mayOpenFilesOf(id, user));
    }

    /** The vouchers that are in the batch now, as far as the person may see them. */
    @Transactional(readOnly = true)
    public Slice<VoucherView> vouchers(UUID id, @Nullable UUID after, User user) {
        get(id, user);
        return Slice.of(vouchers.ofBatch(id, guard.readable(user), after, PAGE + 1), PAGE, VoucherView::id);
    }

    /** The payments made for the batch, also those that came back. */
    @Transactional(readOnly = true)
    public Slice<PaymentView> payments(UUID id, @Nullable UUID after, User user) {
        get(id, user);
        return Slice.of(payments.ofBatch(id, guard.readable(user), after, PAGE + 1), PAGE, PaymentView::id);
    }
}
