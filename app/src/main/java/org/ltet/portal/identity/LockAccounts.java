package org.ltet.portal.identity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes an account to its owner and opens it again, and ends its sessions and tokens (ADM-3, ACC-6). */
@Component
public class LockAccounts {

    private final JdbcClient jdbc;
    private final ChangeRoles roles;
    private final Accounts accounts;
    private final Users users;
    private final Sessions sessions;
    private final TokenEnds tokens;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    LockAccounts(
            JdbcClient jdbc,
            ChangeRoles roles,
            Accounts accounts,
            Users users,
            Sessions sessions,
            TokenEnds tokens,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.accounts = accounts;
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /** @throws Refused accounts.lastAdmin, accounts.own, accounts.locked, stale */
    public void lock(String employeeNumber, String reason, long expectedVersion, User by) {
        transactions.executeWithoutResult(status -> {
            ChangeRoles.Held held = roles.hold(employeeNumber);
            ChangeRoles.requireVersion(held, expectedVersion);
            requireMay(held, reason, by);
            if (held.locked()) {
                throw Refused.conflict("accounts.locked");
            }
            if (held.role(Role.SYSTEM_ADMIN) != null) {
                roles.requireAnotherAdmin(held.account().id(), Role.SYSTEM_ADMIN);
            }
            jdbc.sql("""
                            update identity.account set status = 'DISABLED', locked_at = ?, lock_reason = ?,
                                access_version = access_version + 1
                            where id = ?
                            """).params(now(), reason, held.account().id()).update();
            users.forgetAfterCommit(held.account().id());
            events.publishEvent(
                    Audited.of("account.locked", "account", held.account().id()).because(reason));
        });
        sessions.end(employeeNumber, null);
    }

    /** Opens an account that was locked, and ends the pause after failed sign-ins. */
    public void unlock(String employeeNumber, String reason, long expectedVersion, User by) {
        transactions.executeWithoutResult(status -> {
            ChangeRoles.Held held = roles.hold(employeeNumber);
            ChangeRoles.requireVersion(held, expectedVersion);
            requireMay(held, reason, by);
            if (held.locked()) {
                jdbc.sql("""
                                update identity.account set status = 'ACTIVE', locked_at = null, lock_reason = null,
                                    access_version = access_version + 1
                                where id = ?
                                """).param(held.account().id()).update();
                users.forgetAfterCommit(held.account().id());
            }
            accounts.unlock(held.account().id(), reason);
        });
    }

    /** Ends all sessions in browsers, and the tokens of the API given until now. */
    public void signOut(String employeeNumber, String reason, User by) {
        transactions.executeWithoutResult(status -> {
            ChangeRoles.Held held = roles.hold(employeeNumber);
            requireMay(held, reason, by);
            tokens.endAll(held.account().id());
            events.publishEvent(Audited.of(
                            "account.signedOutByAdmin",
                            "account",
                            held.account().id())
                    .because(reason));
        });
        sessions.end(employeeNumber, null);
    }

    private static void requireMay(ChangeRoles.Held held, String reason, User by) {
        RoleRules.require(List.of(
                () -> RoleRules.onlyASystemAdminChangesRoles(by),
                () -> RoleRules.nobodyChangesTheOwn(held.account(), by),
                () -> RoleRules.aReasonIsGiven(reason)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
