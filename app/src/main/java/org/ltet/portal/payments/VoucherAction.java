package org.ltet.portal.payments;

/** What a person of accounts can do with a voucher. */
public enum VoucherAction {
    VERIFY(VoucherState.VERIFIED),
    APPROVE(VoucherState.APPROVED),
    HAND_BACK(VoucherState.PREPARED),
    RENEW_PAYEE(VoucherState.PREPARED),
    RETURN_TO_SCRUTINY(VoucherState.RETURNED_TO_SCRUTINY),
    CANCEL(VoucherState.CANCELLED);

    private final VoucherState target;

    VoucherAction(VoucherState target) {
        this.target = target;
    }

    VoucherState target() {
        return target;
    }

    /** As it stands in addresses and messages: "return-to-scrutiny". */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
