package org.ltet.portal.payments;

import java.util.Optional;

/** The piles of vouchers on the accounts desk. */
public enum WorkList {
    TO_VERIFY("v.state = 'PREPARED' and v.returned_at is null"),
    TO_APPROVE("v.state = 'VERIFIED'"),
    TO_BATCH("v.state = 'APPROVED'"),
    CAME_BACK("v.state = 'PREPARED' and v.returned_at is not null"),
    IN_BATCH("v.state = 'BATCHED'"),
    PAID("v.state = 'PAID'"),
    CLOSED("v.state in ('RETURNED_TO_SCRUTINY', 'CANCELLED')");

    private final String condition;

    WorkList(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    static WorkList of(VoucherView voucher) {
        return switch (voucher.state()) {
            case PREPARED -> voucher.comeback() == null ? TO_VERIFY : CAME_BACK;
            case VERIFIED -> TO_APPROVE;
            case APPROVED -> TO_BATCH;
            case BATCHED -> IN_BATCH;
            case PAID -> PAID;
            case RETURNED_TO_SCRUTINY, CANCELLED -> CLOSED;
        };
    }

    public static Optional<WorkList> parse(String text) {
        for (WorkList list : values()) {
            if (list.name().equalsIgnoreCase(text.replace('-', '_'))) {
                return Optional.of(list);
            }
        }
        return Optional.empty();
    }

    /** As it stands in addresses: "to-verify". */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
