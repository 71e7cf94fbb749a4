package org.ltet.portal.payments;

import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** The one gate to everything of this module: who may see it, and whether the rules let a person act. */
@Component
class PaymentsGuard {

    private static final Role[] READERS = {Role.HEAD, Role.ACCOUNTS_APPROVER, Role.ACCOUNTS_OFFICER};

    private final StandingRows standings;

    PaymentsGuard(StandingRows standings) {
        this.standings = standings;
    }

    /** What of all vouchers a person may see. */
    Scope readable(User user) {
        Scope narrow = null;
        for (Role role : READERS) {
            Optional<Scope> scope = user.scopeOf(role);
            if (scope.isPresent()) {
                if (scope.get().equals(Scope.EVERYWHERE)) {
                    return Scope.EVERYWHERE;
                }
                narrow = narrow == null ? scope.get() : narrow;
            }
        }
        if (narrow == null) {
            throw Refused.forbidden("payments.notAccounts");
        }
        return narrow;
    }

    boolean mayRead(User user, VoucherView voucher) {
        for (Role role : READERS) {
            if (user.has(role, voucher.ic(), voucher.region(), voucher.schemeCode())) {
                return true;
            }
        }
        return false;
    }

    /** The bank's files name people and full account numbers: only those who work with them may open them. */
    boolean mayOpenBankFiles(User user) {
        return user.hasAny(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER);
    }

    VoucherView readable(User user, Optional<VoucherView> voucher) {
        return voucher.filter(found -> mayRead(user, found)).orElseThrow(() -> Refused.notFound("voucher"));
    }

    void demand(VoucherAction action, User user, VoucherView voucher) {
        VoucherRules.whyNot(action, user, voucher, standings.of(voucher)).ifPresent(code -> {
            throw refused(code);
        });
    }

    static Refused refused(String code) {
        return switch (code) {
            case "onlyMaker", "onlyChecker", "ownApplication", "ownApplicationInBatch", "batchBeyondScope" ->
                Refused.forbidden("payments." + code);
            default -> Refused.conflict("payments." + code);
        };
    }

    static void sameVersion(int current, long expected) {
        if (current != expected) {
            throw Refused.stale();
        }
    }

    void demandRole(User user, Role... roles) {
        if (!user.hasAny(roles)) {
            throw Refused.forbidden("payments.notAccounts");
        }
    }

    static Refused noSuch(String what, UUID id) {
        return Refused.notFound(what + " " + id);
    }
}
