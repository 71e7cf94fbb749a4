package org.ltet.portal.payments;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What every change of a batch has in common: the lock, the rules, the history. */
@Component
class BatchGate {

    private final BatchRows batches;
    private final VoucherRows vouchers;
    private final Moves moves;
    private final ApplicationEventPublisher events;

    BatchGate(BatchRows batches, VoucherRows vouchers, Moves moves, ApplicationEventPublisher events) {
        this.batches = batches;
        this.vouchers = vouchers;
        this.moves = moves;
        this.events = events;
    }

    /** Locks the batch, then asks the rules. */
    BatchView enter(BatchAction action, UUID id, long version, User user) {
        BatchView batch = batches.lock(id).orElseThrow(() -> Refused.notFound("batch"));
        PaymentsGuard.sameVersion(batch.version(), version);
        whyNot(action, user, batch).ifPresent(code -> {
            throw PaymentsGuard.refused(code);
        });
        return batch;
    }

    Optional<String> whyNot(BatchAction action, User user, BatchView batch) {
        boolean paysUser = vouchers.paysPerson(batch.id(), user.employeeNumber());
        boolean beyond = user.scopeOf(BatchRules.role(action))
                .map(scope -> vouchers.beyondScope(batch.id(), scope))
                .orElse(false);
        return BatchRules.whyNot(action, user, batch, paysUser, beyond, vouchers.unclear(batch.id()));
    }

    Map<BatchAction, Optional<String>> actions(BatchView batch, User user) {
        Map<BatchAction, Optional<String>> actions = new EnumMap<>(BatchAction.class);
        if (user.hasAny(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER)) {
            for (BatchAction action : BatchAction.values()) {
                actions.put(action, whyNot(action, user, batch));
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
