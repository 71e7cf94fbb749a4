package org.ltet.portal.payments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * The bank refused the payment, or the money came back. The member is asked for corrected bank details where those are
 * the reason.
 *
 * @param paymentId comes back at most once
 * @param reasonCode the bank's code, as AC04; words are in message payments.bankReason.&lt;code&gt;
 * @param memberCanMend whether other bank details would help
 */
public record PaymentCameBack(
        UUID paymentId,
        UUID applicationId,
        String applicationNumber,
        String employeeNumber,
        String schemeCode,
        String voucherNumber,
        Money amount,
        String reasonCode,
        @Nullable String bankText,
        boolean memberCanMend) {}
