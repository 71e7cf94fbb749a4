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

    /** As it stands in messages and in the audit trail: "handBack". */
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().toLowerCase(java.util.Locale.ROOT).split("_")) {
            key.append(
                    key.isEmpty() ? word : word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    /** As it stands in addresses: "return-to-scrutiny". */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
