package org.ltet.portal.payments;

import java.util.Optional;
import org.ltet.portal.applications.Stages.Stage;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;

/**
 * Who may do what with a voucher: pure rules. The answer is empty when it is allowed, else the code of the reason, which
 * screens show in place of the button and programs get with the refusal.
 */
final class VoucherRules {

    private VoucherRules() {}

    static Optional<String> whyNot(VoucherAction action, User user, VoucherView voucher, VoucherStanding standing) {
        Optional<String> state = stateForbids(action, voucher);
        if (state.isPresent()) {
            return state;
        }
        if (!hasRole(action, user, voucher)) {
            return Optional.of(needsChecker(action) ? "onlyChecker" : "onlyMaker");
        }
        if (user.employeeNumber().equals(voucher.employeeNumber())) {
            return Optional.of("ownApplication");
        }
        if (standing.relative()) {
            return Optional.of("relativesApplication");
        }
        if (action == VoucherAction.APPROVE
                && voucher.verified() != null
                && voucher.verified().by().equals(user.employeeNumber())) {
            return Optional.of("sameAsMaker");
        }
        Stage acted = standing.actedAt();
        if (acted != null && !fits(action, acted)) {
            return Optional.of("actedElsewhere");
        }
        return standingForbids(action, standing);
    }

    /** Whether somebody who acted at this stage of the application may do this too. */
    private static boolean fits(VoucherAction action, Stage acted) {
        return switch (action) {
            case VERIFY, RENEW_PAYEE -> acted == Stage.ACCOUNTS_MAKER;
            case APPROVE, CANCEL -> acted == Stage.ACCOUNTS_CHECKER;
            case RETURN_TO_SCRUTINY -> acted == Stage.ACCOUNTS_MAKER || acted == Stage.ACCOUNTS_CHECKER;
            case HAND_BACK -> true;
        };
    }

    private static Optional<String> stateForbids(VoucherAction action, VoucherView voucher) {
        boolean moves = switch (action) {
            case RENEW_PAYEE -> voucher.state() == VoucherState.PREPARED;
            case RETURN_TO_SCRUTINY ->
                voucher.state() == VoucherState.BATCHED || Lifecycles.VOUCHER.allows(voucher.state(), action.target());
            case HAND_BACK -> voucher.state() == VoucherState.VERIFIED;
            case VERIFY, APPROVE, CANCEL -> Lifecycles.VOUCHER.allows(voucher.state(), action.target());
        };
        if (!moves) {
            return Optional.of("stateForbids");
        }
        if (action == VoucherAction.VERIFY && !voucher.payee().current()) {
            return Optional.of("payeeOutOfDate");
        }
        if (action == VoucherAction.CANCEL && voucher.comeback() == null) {
            return Optional.of("notCameBack");
        }
        return Optional.empty();
    }

    /**
     * What ends a voucher opens the way to another one for the same application, and to a second payment: nothing ends
     * while money may be out.
     */
    private static Optional<String> standingForbids(VoucherAction action, VoucherStanding standing) {
        if (action != VoucherAction.RETURN_TO_SCRUTINY && action != VoucherAction.CANCEL) {
            return Optional.empty();
        }
        if (standing.openItem()) {
            return Optional.of("openItem");
        }
        if (standing.paymentOut()) {
            return Optional.of("paymentOut");
        }
        return standing.batchFrozen() ? Optional.of("batchFrozen") : Optional.empty();
    }

    private static boolean hasRole(VoucherAction action, User user, VoucherView voucher) {
        boolean checker = covers(user, Role.ACCOUNTS_APPROVER, voucher);
        boolean maker = covers(user, Role.ACCOUNTS_OFFICER, voucher);
        return switch (action) {
            case VERIFY, RENEW_PAYEE -> maker;
            case APPROVE, HAND_BACK, CANCEL -> checker;
            case RETURN_TO_SCRUTINY -> maker || checker;
        };
    }

    private static boolean needsChecker(VoucherAction action) {
        return switch (action) {
            case APPROVE, HAND_BACK, CANCEL -> true;
            case VERIFY, RENEW_PAYEE, RETURN_TO_SCRUTINY -> false;
        };
    }

    private static boolean covers(User user, Role role, VoucherView voucher) {
        return user.has(role, voucher.ic(), voucher.region(), voucher.schemeCode());
    }
}
