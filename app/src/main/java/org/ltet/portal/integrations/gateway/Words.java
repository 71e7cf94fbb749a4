package org.ltet.portal.integrations.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What goes over the line, in the gateway's names; amounts are in paise. */
final class Words {

    private Words() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record BankAccount(String name, String ifsc, String accountNumber) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Fund(String accountType, BankAccount bankAccount) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Order(
            String accountNumber,
            Fund fundAccount,
            long amount,
            String currency,
            String mode,
            String purpose,
            String referenceId,
            String narration) {}

    record Details(@Nullable String reason, @Nullable String description) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Validation(Fund fundAccount) {}

    /** What the gateway found out of an account; the results come when it is completed. */
    record Validated(
            @Nullable String id,
            @Nullable String status,
            @Nullable Results results) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Results(@Nullable String accountStatus, @Nullable String registeredName) {}

    /** A payout as the gateway tells it; what is not needed is left out. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Told(
            @Nullable String id,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String status,
            @Nullable String utr,
            @Nullable String referenceId,
            @Nullable Details statusDetails) {}

    record Found(@Nullable List<@Nullable Told> items) {}

    record Entity(@Nullable Told entity) {}

    record Payload(@Nullable Entity payout) {}

    record Event(@Nullable String id, @Nullable Payload payload) {}
}
