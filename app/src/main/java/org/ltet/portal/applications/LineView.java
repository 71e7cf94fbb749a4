package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.ClaimLine;
import org.ltet.portal.shared.Money;

/**
 * One bill or fee of an application.
 *
 * @param head code of a head of the scheme
 * @param quantity days or pieces, where the head counts them
 * @param key which eye, which ear ..., where the head asks for it
 * @param deducted what reviewers took off so far, with the reason of the last change
 * @param remark what the reviewer said about this line when sending the application back last
 */
public record LineView(
        UUID id,
        String head,
        String billNumber,
        LocalDate billDate,
        String vendor,
        Money claimed,
        @Nullable BigDecimal quantity,
        @Nullable String key,
        Money deducted,
        @Nullable String deductionReason,
        @Nullable String deductionComment,
        @Nullable String remark) {

    /** As the rules of the scheme see it. */
    ClaimLine asClaim() {
        return new ClaimLine(id, head, billDate, claimed, deducted, quantity, key);
    }
}
