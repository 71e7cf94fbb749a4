package org.ltet.portal.payments;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * Which vouchers to show.
 *
 * @param number beginning of a voucher's or application's number, or the whole employee number
 */
public record VoucherFilter(
        @Nullable WorkList list,
        @Nullable String scheme,
        @Nullable String ic,
        @Nullable Money least,
        @Nullable Money most,
        @Nullable String number) {

    public static VoucherFilter of(WorkList list) {
        return new VoucherFilter(list, null, null, null, null, null);
    }
}
