package org.ltet.portal.applications;

import java.util.List;
import org.ltet.portal.schemes.Balance;
import org.ltet.portal.schemes.Eligibility;

/** What a decision stands on, beside the application itself. */
public record Grounds(Eligibility eligibility, List<Balance> balances) {

    public Grounds {
        balances = List.copyOf(balances);
    }
}
