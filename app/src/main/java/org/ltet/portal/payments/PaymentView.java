package org.ltet.portal.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** One try to pay a voucher. */
public record PaymentView(
        UUID id,
        UUID voucherId,
        UUID batchId,
        int attempt,
        String endToEndId,
        PaymentState state,
        Money amount,
        String payeeName,
        String payeeMasked,
        String payeeIfsc,
        @Nullable Instant releasedAt,
        @Nullable Instant settledAt,
        @Nullable String bankReference,
        @Nullable LocalDate valueDate,
        @Nullable String reasonCode,
        @Nullable String reasonText) {}
