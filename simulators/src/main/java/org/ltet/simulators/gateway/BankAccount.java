package org.ltet.simulators.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(SnakeCaseStrategy.class)
record BankAccount(
        @Nullable String name,
        @Nullable String ifsc,
        @Nullable String accountNumber) {

    /** A fund account as the gateway takes it: a bank account in a named wrapping. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Fund(@Nullable String accountType, @Nullable BankAccount bankAccount) {}

    boolean complete() {
        return name != null
                && !name.isBlank()
                && ifsc != null
                && ifsc.matches("[A-Z]{4}0[A-Z0-9]{6}")
                && accountNumber != null
                && accountNumber.matches("[A-Za-z0-9]{5,35}");
    }

    boolean endsWith(String digits) {
        return accountNumber != null && accountNumber.endsWith(digits);
    }
}
