package org.ltet.portal.payments.reports;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.payments.ledger.LedgerRows;

/** Narrows a report to a scheme, a company, or both. */
public record FundFilter(@Nullable String scheme, @Nullable String ic) {

    public static final FundFilter ALL = new FundFilter(null, null);

    /** Of the funds f: those that the person sees and the filter lets through. */
    static final String CHOSEN = LedgerRows.IN_SCOPE + """
             and (:scheme::text is null or f.scheme_code = :scheme) and (:ic::text is null or f.ic = :ic)
            """;

    Map<String, Object> parameters(Scope scope) {
        Map<String, Object> parameters = new HashMap<>(LedgerRows.scope(scope));
        parameters.put("scheme", scheme);
        parameters.put("ic", ic);
        return parameters;
    }
}
