package org.ltet.portal.payments;

import java.time.Clock;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Releases a batch that goes through the payment gateway: the payments move and their payouts are planned, all in one
 * transaction; a job tells them afterwards. No bank file is written, and the database would refuse one (ITG-3).
 */
@Component
public class ReleaseToGateway {

    private final BatchRows batches;
    private final BatchGate gate;
    private final PaymentRows payments;
    private final PayoutPlan plan;
    private final ImportRows imports;
    private final PaymentsGuard guard;
    private final Blackouts blackouts;
    private final Clock clock;

    ReleaseToGateway(
            BatchRows batches,
            BatchGate gate,
            PaymentRows payments,
            PayoutPlan plan,
            ImportRows imports,
            PaymentsGuard guard,
            Blackouts blackouts,
            Clock clock) {
        this.batches = batches;
        this.gate = gate;
        this.payments = payments;
        this.plan = plan;
        this.imports = imports;
        this.guard = guard;
        this.blackouts = blackouts;
        this.clock = clock;
    }

    /** Whoever asks again finds it released. */
    @Transactional
    public void release(UUID id, long version, User user) {
        guard.demandRole(user, Role.ACCOUNTS_APPROVER);
        imports.lockReconciliation();
        guard.readableBatch(user, batches.lock(id));
        if (plan.planned(id)) {
            return;
        }
        BatchView batch = gate.enter(BatchAction.RELEASE, id, version, user);
        if (batch.way() != PayWay.GATEWAY) {
            throw PaymentsGuard.refused("batchOtherWay");
        }
        blackouts.demandOpen(IndiaTime.today(clock));
        batches.release(id, user.employeeNumber());
        int released = payments.release(id);
        if (released != batch.totals().count()) {
            throw new IllegalStateException(released + " payments of " + batch.number() + " instead of "
                    + batch.totals().count());
        }
        plan.plan(id);
        gate.record(batch, BatchState.RELEASED, BatchAction.RELEASE, user, "");
    }
}
