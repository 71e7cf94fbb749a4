package org.ltet.portal.payments.accounts;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of payees' accounts; those that were never asked about are left out. */
@Component
public class AccountChecks {

    private final JdbcClient jdbc;

    AccountChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the id of the bank account. */
    public Map<UUID, AccountCheck> of(Collection<UUID> bankAccountIds) {
        Map<UUID, AccountCheck> checks = new HashMap<>();
        jdbc.sql("""
                select bank_account, state, name_score, name_at_bank, answered_at from payments.account_check
                where bank_account = any(:ids)
                """).param("ids", bankAccountIds.toArray(UUID[]::new)).query(row -> {
            OffsetDateTime answered = row.getObject("answered_at", OffsetDateTime.class);
            checks.put(
                    row.getObject("bank_account", UUID.class),
                    new AccountCheck(
                            AccountCheck.State.valueOf(row.getString("state")),
                            row.getObject("name_score", Integer.class),
                            row.getString("name_at_bank"),
                            answered == null ? null : answered.toInstant()));
        });
        return checks;
    }
}
