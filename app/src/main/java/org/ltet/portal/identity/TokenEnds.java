package org.ltet.portal.identity;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends all tokens of an account at once, on every node. A new password, another state of the account and a role taken
 * away do so by themselves, in the database.
 */
@Component
public class TokenEnds {

    private final JdbcClient jdbc;
    private final Users users;

    TokenEnds(JdbcClient jdbc, Users users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    @Transactional
    public void endAll(UUID accountId) {
        jdbc.sql("update identity.account set token_generation = token_generation + 1 where id = ?")
                .param(accountId)
                .update();
        users.forgetAfterCommit(accountId);
    }
}
