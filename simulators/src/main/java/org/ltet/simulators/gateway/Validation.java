package org.ltet.simulators.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A penny-drop check of an account; the results come when it is completed. */
@JsonNaming(SnakeCaseStrategy.class)
record Validation(
        String id,
        String entity,
        BankAccount.@Nullable Fund fundAccount,
        String status,
        long amount,
        String currency,
        @Nullable String referenceId,
        @Nullable Results results,
        long createdAt) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Order(
            BankAccount.@Nullable Fund fundAccount,
            @Nullable String referenceId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Results(String accountStatus, @Nullable String registeredName) {}

    Validation completed(Results found) {
        return new Validation(id, entity, fundAccount, "completed", amount, currency, referenceId, found, createdAt);
    }
}
