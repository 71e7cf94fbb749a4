package org.ltet.portal.schemes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One application to be reckoned.
 *
 * @param lines none for schemes that pay a fixed amount
 * @param otherReimbursement what insurance or another source paid
 * @param pastUse sanctioned use of the whole family under this scheme, without this application
 * @param cap the reviewer's, if any
 */
public record BenefitRequest(
        ApplicantFacts facts,
        List<ClaimLine> lines,
        Money otherReimbursement,
        List<PastUse> pastUse,
        @Nullable Money cap) {

    public BenefitRequest {
        lines = List.copyOf(lines);
        pastUse = List.copyOf(pastUse);
    }
}
