package org.ltet.portal.payments.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.BatchView;
import org.ltet.portal.payments.Slice;
import org.ltet.portal.payments.Tally;
import org.ltet.portal.payments.VoucherAction;
import org.ltet.portal.payments.VoucherView;
import org.ltet.portal.payments.WorkList;
import org.ltet.portal.payments.accounts.AccountCheck;
import org.ltet.portal.web.Form;

/**
 * What the page of a work list shows.
 *
 * @param total of all vouchers that fit the filter, not only those on this page; not reckoned for what is finished,
 *     which only grows
 * @param query filter and list as they stand in the address
 * @param bulk the signature that may be given in bulk on this list, if any
 * @param openBatches batches that chosen vouchers can be put into
 */
public record DeskModel(
        WorkList list,
        Map<WorkList, Tally> waiting,
        long openItems,
        Slice<VoucherView> vouchers,
        Map<UUID, AccountCheck> accountChecks,
        @Nullable Tally total,
        Form filter,
        String query,
        @Nullable VoucherAction bulk,
        @Nullable String whyNoBulk,
        List<BatchView> openBatches) {

    /** Whether the bank knows the payee's account not, or by another name. */
    public boolean doubtful(VoucherView voucher) {
        AccountCheck check = accountChecks.get(voucher.payee().bankAccountId());
        return check != null && check.doubtful();
    }

    public boolean choosable() {
        return bulk != null || !openBatches.isEmpty() || list == WorkList.TO_BATCH;
    }

    public @Nullable String next() {
        UUID after = vouchers.next();
        return after == null ? null : "/payments?" + query + "&after=" + after;
    }

    public boolean filtered() {
        return DeskController.FILTERS.stream().anyMatch(filter::has);
    }
}
