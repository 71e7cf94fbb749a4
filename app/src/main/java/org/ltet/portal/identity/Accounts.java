package org.ltet.portal.identity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.spi.ContactDirectory;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens accounts and changes who may do what. */
@Component
@Transactional
public class Accounts {

    private static final String OPENED_WITH = "Opened with the account";

    private final JdbcClient jdbc;
    private final RoleRows rows;
    private final Passwords passwords;
    private final Users users;
    private final SignInGuard guard;
    private final ContactDirectory contacts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Accounts(
            JdbcClient jdbc,
            RoleRows rows,
            Passwords passwords,
            Users users,
            SignInGuard guard,
            ContactDirectory contacts,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.passwords = passwords;
        this.users = users;
        this.guard = guard;
        this.contacts = contacts;
        this.clock = clock;
        this.events = events;
    }

    /** @throws Refused identity.accountExists when the number or e-mail has an account already */
    public UUID open(NewAccount account) {
        UUID id = Ids.next();
        try {
            jdbc.sql("""
                            insert into identity.account
                                (id, employee_number, display_name, email, password_hash, password_set_at, status, opened_at)
                            values (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)
                            """)
                    .param(id)
                    .param(account.employeeNumber())
                    .param(account.displayName())
                    .param(account.email() == null ? null : account.email().toLowerCase(Locale.ROOT))
                    .param(account.password() == null ? null : passwords.hash(account.password()))
                    .param(account.password() == null ? null : now())
                    .param(now())
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refused.conflict("identity.accountExists", account.employeeNumber());
        }
        events.publishEvent(
                Audited.of("account.opened", "account", id).changed("employeeNumber", null, account.employeeNumber()));
        account.roles().forEach((role, scope) -> grant(id, role, scope));
        return id;
    }

    private void grant(UUID accountId, Role role, Scope scope) {
        rows.put(accountId, new RoleGrant(role, scope, null, OPENED_WITH, null), null);
        users.forgetAfterCommit(accountId);
        events.publishEvent(
                Audited.of("account.roleGranted", "account", accountId).changed("role", null, role));
    }

    /** Ends the lock after failed sign-ins (ACC-3). */
    public void unlock(UUID accountId) {
        unlock(accountId, null);
    }

    void unlock(UUID accountId, @Nullable String reason) {
        AccountView account = byId(accountId).orElseThrow(() -> Refused.notFound("account"));
        guard.forget(account.employeeNumber());
        if (account.email() != null) {
            guard.forget(account.email());
        }
        contacts.byEmployeeNumber(account.employeeNumber())
                .filter(contact -> !contact.email().isEmpty())
                .ifPresent(contact -> guard.forget(contact.email()));
        events.publishEvent(Audited.of("account.unlocked", "account", accountId).because(reason));
    }

    @Transactional(readOnly = true)
    public Optional<AccountView> byEmployeeNumber(String employeeNumber) {
        return jdbc.sql(
                        "select id, employee_number, display_name, email from identity.account where employee_number = ?")
                .param(employeeNumber)
                .query(AccountView.class)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<AccountView> byId(UUID accountId) {
        return jdbc.sql("select id, employee_number, display_name, email from identity.account where id = ?")
                .param(accountId)
                .query(AccountView.class)
                .optional();
    }

    /** The user behind an account, for jobs that act in a person's name such as the demonstration data. */
    @Transactional(readOnly = true)
    public Optional<User> user(String employeeNumber) {
        return byEmployeeNumber(employeeNumber).flatMap(account -> users.byId(account.id()));
    }

    /** The user behind an account; empty when it is not in use. */
    @Transactional(readOnly = true)
    public Optional<User> user(UUID accountId) {
        return users.byId(accountId);
    }

    /** Shorthand for a role that counts everywhere. */
    public static Map<Role, Scope> everywhere(Role role) {
        return Map.of(role, Scope.EVERYWHERE);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
