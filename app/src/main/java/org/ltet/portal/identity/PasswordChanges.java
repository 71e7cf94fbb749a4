package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes passwords under the policy (ACC-2). */
@Component
public class PasswordChanges {

    private record Owner(
            String employeeNumber,
            String displayName,
            @Nullable String email,
            @Nullable String passwordHash) {}

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final Settings settings;
    private final Sessions sessions;
    private final Users users;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PasswordChanges(
            JdbcClient jdbc,
            Passwords passwords,
            PasswordPolicy policy,
            Settings settings,
            Sessions sessions,
            Users users,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.policy = policy;
        this.settings = settings;
        this.sessions = sessions;
        this.users = users;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Everybody else who is signed in to the account is signed out, and all tokens of the API end.
     *
     * @throws Refused when the current password is wrong, or the policy does not allow the new one
     */
    @Transactional
    public void change(UUID accountId, String current, String wanted, HttpServletRequest request) {
        Owner owner = owner(accountId);
        if (owner.passwordHash() == null || !passwords.matches(current, owner.passwordHash())) {
            throw Refused.invalidField("current", "identity.currentWrong");
        }
        set(accountId, owner, wanted);
        sessions.end(
                owner.employeeNumber(),
                Sessions.current(request).map(SignedIn::handle).orElse(null));
    }

    @Transactional
    void setAfterProof(UUID accountId, String wanted) {
        Owner owner = owner(accountId);
        set(accountId, owner, wanted);
        sessions.end(owner.employeeNumber(), null);
    }

    /** When the password of an account has to be changed; empty where passwords do not age. */
    @Transactional(readOnly = true)
    public Optional<Instant> dueAt(UUID accountId) {
        long days = settings.count(SignInSettings.PASSWORD_AGE);
        return days == 0
                ? Optional.empty()
                : jdbc.sql("select password_set_at from identity.account where id = ? and password_set_at is not null")
                        .param(accountId)
                        .query((row, index) ->
                                row.getTimestamp("password_set_at").toInstant().plus(Duration.ofDays(days)))
                        .optional();
    }

    /** Fewest characters that a password must have. */
    public long shortest() {
        return settings.count(SignInSettings.PASSWORD_LENGTH);
    }

    private Owner owner(UUID accountId) {
        return jdbc.sql("""
                        select employee_number, display_name, email, password_hash from identity.account
                        where id = ? and status = 'ACTIVE' for update
                        """)
                .param(accountId)
                .query(Owner.class)
                .optional()
                .orElseThrow(() -> Refused.notFound("account"));
    }

    private void set(UUID accountId, Owner owner, String wanted) {
        policy.check(wanted, owner.employeeNumber(), owner.displayName(), owner.email());
        int remembered = Math.toIntExact(settings.count(SignInSettings.PASSWORD_HISTORY));
        if (recent(accountId, remembered).stream().anyMatch(earlier -> passwords.matches(wanted, earlier))) {
            throw Refused.invalidField("password", "identity.passwordUsedBefore", remembered);
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        String hash = passwords.hash(wanted);
        jdbc.sql("update identity.account set password_hash = ?, password_set_at = ? where id = ?")
                .params(hash, now, accountId)
                .update();
        jdbc.sql("insert into identity.password_history (account_id, hash, set_at) values (?, ?, ?)")
                .params(accountId, hash, now)
                .update();
        jdbc.sql("""
                        delete from identity.password_history h where account_id = ? and h.set_at < (
                            select min(kept.set_at) from (
                                select set_at from identity.password_history where account_id = ?
                                order by set_at desc limit 24) kept)
                        """).params(accountId, accountId).update();
        users.forgetAfterCommit(accountId);
        events.publishEvent(Audited.of("account.passwordChanged", "account", accountId));
    }

    private List<String> recent(UUID accountId, int remembered) {
        return remembered == 0
                ? List.of()
                : jdbc.sql("""
                        select hash from (
                            select hash, set_at from identity.password_history where account_id = ?
                            union
                            select password_hash, coalesce(password_set_at, opened_at) from identity.account
                            where id = ? and password_hash is not null) known
                        group by hash order by max(set_at) desc limit ?
                        """)
                        .params(accountId, accountId, remembered)
                        .query(String.class)
                        .list();
    }
}
