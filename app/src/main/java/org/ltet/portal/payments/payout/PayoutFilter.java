package org.ltet.portal.payments.payout;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which payouts a person wants to see.
 *
 * @param text a reference of ours or of the gateway, a UTR or a voucher's number, whole
 */
public record PayoutFilter(@Nullable UUID batchId, @Nullable String text) {

    public PayoutFilter {
        text = text == null || text.isBlank() ? null : text.strip();
    }

    public static final PayoutFilter ALL = new PayoutFilter(null, null);
}
