package org.ltet.portal.identity;

import java.time.Clock;
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
    private final RevokedTokens revoked;
    private final Clock clock;

    TokenEnds(JdbcClient jdbc, Users users, RevokedTokens revoked, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** Ends the access tokens that a program holds for one permission of a person. */
    @Transactional
    public void endPermission(UUID permission) {
        revoked.add(permission, clock.instant().plus(AccessTokens.LONGEST));
    }

    @Transactional
    public void endAll(UUID accountId) {
        jdbc.sql("update identity.account set token_generation = token_generation + 1 where id = ?")
                .param(accountId)
                .update();
        users.forgetAfterCommit(accountId);
    }
}
