package org.ltet.portal.payments;

import java.util.Optional;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;

/** Who may do what with a batch: pure rules; the answer is empty when it is allowed, else the code of the reason. */
final class BatchRules {

    private BatchRules() {}

    /**
     * @param paysUser whether the batch holds a voucher of the person's own, or of a relative
     * @param beyondScope whether it holds one outside the scope of the person's role
     * @param unclear whether it holds one of an application with an open item at the bank
     */
    static Optional<String> whyNot(
            BatchAction action, User user, BatchView batch, boolean paysUser, boolean beyondScope, boolean unclear) {
        if (!stateAllows(action, batch)) {
            return Optional.of("batchStateForbids");
        }
        if (!user.has(role(action))) {
            return Optional.of(role(action) == Role.ACCOUNTS_OFFICER ? "onlyMaker" : "onlyChecker");
        }
        if (action != BatchAction.CHANGE && action != BatchAction.HAND_BACK && paysUser) {
            return Optional.of("ownApplicationInBatch");
        }
        if (beyondScope) {
            return Optional.of("batchBeyondScope");
        }
        if (action == BatchAction.FREEZE && batch.totals().count() == 0) {
            return Optional.of("batchEmpty");
        }
        if (action == BatchAction.APPROVE
                && batch.frozen() != null
                && batch.frozen().by().equals(user.employeeNumber())) {
            return Optional.of("sameAsFreezer");
        }
        if ((action == BatchAction.APPROVE || action == BatchAction.RELEASE) && unclear) {
            return Optional.of("openItemInBatch");
        }
        return Optional.empty();
    }

    static Role role(BatchAction action) {
        return switch (action) {
            case CHANGE, FREEZE -> Role.ACCOUNTS_OFFICER;
            case APPROVE, HAND_BACK, RELEASE -> Role.ACCOUNTS_APPROVER;
        };
    }

    private static boolean stateAllows(BatchAction action, BatchView batch) {
        return switch (action) {
            case CHANGE -> batch.state() == BatchState.OPEN;
            case FREEZE -> Lifecycles.BATCH.allows(batch.state(), BatchState.FROZEN);
            case APPROVE -> Lifecycles.BATCH.allows(batch.state(), BatchState.APPROVED);
            case HAND_BACK -> Lifecycles.BATCH.allows(batch.state(), BatchState.OPEN);
            case RELEASE -> Lifecycles.BATCH.allows(batch.state(), BatchState.RELEASED);
        };
    }
}
