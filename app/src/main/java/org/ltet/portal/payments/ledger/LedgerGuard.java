package org.ltet.portal.payments.ledger;

import java.util.Optional;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** Who reads the ledger, and of which funds: funds know schemes and companies, not regions. */
@Component
public class LedgerGuard {

    private static final Role[] READERS = {Role.HEAD, Role.ACCOUNTS_APPROVER, Role.ACCOUNTS_OFFICER};

    /** What of the ledger a person may see. */
    public Scope readable(User user) {
        Scope narrow = null;
        for (Role role : READERS) {
            Optional<Scope> scope = user.scopeOf(role);
            if (scope.isPresent() && scope.get().regions().isEmpty()) {
                if (scope.get().equals(Scope.EVERYWHERE)) {
                    return Scope.EVERYWHERE;
                }
                narrow = narrow == null ? scope.get() : narrow;
            }
        }
        if (narrow == null) {
            throw Refused.forbidden(user.hasAny(READERS) ? "payments.ledgerByRegion" : "payments.notAccounts");
        }
        return narrow;
    }

    boolean covers(Scope scope, String scheme, String ic) {
        return (scope.ics().isEmpty() || scope.ics().contains(ic))
                && (scope.schemes().isEmpty() || scope.schemes().contains(scheme));
    }

    /** Whether the person holds the role for this fund. */
    boolean holds(User user, Role role, String scheme, String ic) {
        return user.scopeOf(role)
                .filter(scope -> scope.regions().isEmpty() && covers(scope, scheme, ic))
                .isPresent();
    }

    void demand(User user, Role role, String scheme, String ic) {
        if (!holds(user, role, scheme, ic)) {
            throw Refused.forbidden("payments.notYourFund");
        }
    }
}
