package org.ltet.portal.payments;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What every change of a batch has in common: the lock, the rules, the history. */
@Component
class BatchGate {

    private final BatchRows batches;
    private final VoucherRows vouchers;
    private final Moves moves;
    private final PaymentsGuard guard;
    private final ApplicationEventPublisher events;

    BatchGate(
            BatchRows batches,
            VoucherRows vouchers,
            Moves moves,
            PaymentsGuard guard,
            ApplicationEventPublisher events) {
        this.batches = batches;
        this.vouchers = vouchers;
        this.moves = moves;
        this.guard = guard;
        this.events = events;
    }

    /** Locks the batch, then asks the rules. */
    BatchView enter(BatchAction action, UUID id, long version, User user) {
        BatchView batch = guard.readableBatch(user, batches.lock(id));
        PaymentsGuard.sameVersion(batch.version(), version);
        whyNot(action, user, batch).ifPresent(code -> {
            throw PaymentsGuard.refused(code);
        });
        return batch;
    }

    Optional<String> whyNot(BatchAction action, User user, BatchView batch) {
        return whyNot(action, user, batch, guard.relatives(user));
    }

    private Optional<String> whyNot(BatchAction action, User user, BatchView batch, Set<UUID> relatives) {
        boolean paysUser = vouchers.paysPerson(batch.id(), user.employeeNumber(), relatives);
        boolean beyond = user.scopeOf(BatchRules.role(action))
                .map(scope -> vouchers.beyondScope(batch.id(), scope))
                .orElse(false);
        return BatchRules.whyNot(action, user, batch, paysUser, beyond, vouchers.unclear(batch.id()));
    }

    Map<BatchAction, Optional<String>> actions(BatchView batch, User user) {
        Map<BatchAction, Optional<String>> actions = new EnumMap<>(BatchAction.class);
        if (user.hasAny(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER)) {
            Set<UUID> relatives = guard.relatives(user);
            for (BatchAction action : BatchAction.values()) {
                actions.put(action, whyNot(action, user, batch, relatives));
            }
        }
        return actions;
    }

    void record(BatchView batch, BatchState to, BatchAction action, User user, String comment) {
        moves.record(
                Actor.of(user, BatchRules.role(action)),
                new Moves.Made(
                        "BATCH",
                        batch.id(),
                        batch.state().name(),
                        to.name(),
                        null,
                        comment.isEmpty() ? null : comment));
        events.publishEvent(Audited.of("batch." + action.key(), "batch", batch.id())
                .changed("state", batch.state(), to)
                .changed("count", null, batch.totals().count())
                .changed("sum", null, batch.totals().sum())
                .because(comment.isEmpty() ? null : comment));
    }
}
