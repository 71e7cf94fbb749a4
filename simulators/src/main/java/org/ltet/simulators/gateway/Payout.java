package org.ltet.simulators.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A payout as the gateway shows it; the amount is in paise. */
@JsonNaming(SnakeCaseStrategy.class)
record Payout(
        String id,
        String entity,
        long amount,
        String currency,
        String status,
        @Nullable String utr,
        @Nullable String mode,
        @Nullable String purpose,
        @Nullable String referenceId,
        @Nullable String narration,
        BankAccount.@Nullable Fund fundAccount,
        @Nullable StatusDetails statusDetails,
        long createdAt) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Order(
            @Nullable String accountNumber,
            BankAccount.@Nullable Fund fundAccount,
            long amount,
            @Nullable String currency,
            @Nullable String mode,
            @Nullable String purpose,
            @Nullable String referenceId,
            @Nullable String narration) {}

    record StatusDetails(String reason, String description) {}

    static Payout accepted(String id, Order order, long createdAt) {
        return new Payout(
                id,
                "payout",
                order.amount(),
                order.currency() == null ? "INR" : order.currency(),
                "processing",
                null,
                order.mode(),
                order.purpose(),
                order.referenceId(),
                order.narration(),
                order.fundAccount(),
                null,
                createdAt);
    }

    Payout become(String newStatus, @Nullable String newUtr, @Nullable StatusDetails details) {
        return new Payout(
                id,
                entity,
                amount,
                currency,
                newStatus,
                newUtr,
                mode,
                purpose,
                referenceId,
                narration,
                fundAccount,
                details,
                createdAt);
    }
}
