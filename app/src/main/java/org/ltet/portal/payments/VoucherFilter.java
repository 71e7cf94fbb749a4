package org.ltet.portal.payments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * Which vouchers to show.
 *
 * @param from first day on which they were prepared, in India
 * @param until last such day
 * @param number beginning of a voucher's or application's number, or the whole employee number
 */
public record VoucherFilter(
        @Nullable WorkList list,
        @Nullable String scheme,
        @Nullable String ic,
        @Nullable Money least,
        @Nullable Money most,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String number) {

    public static VoucherFilter of(WorkList list) {
        return new VoucherFilter(list, null, null, null, null, null, null, null);
    }

    /** The same, among those of one work list. */
    VoucherFilter in(WorkList other) {
        return new VoucherFilter(other, scheme, ic, least, most, from, until, number);
    }
}
