package org.ltet.portal.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.Throttle;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks employee number (or e-mail) and password, with a lock after three failures (ACC-1, ACC-3). */
@Component
class SignIn implements AuthenticationProvider {

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final Reachable reachable;
    private final SignInHistory history;
    private final Throttle throttle;
    private final SignInSettings rates;
    private final CurrentUser currentUser;
    private final Users users;
    private final RoleNetworks networks;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    SignIn(
            JdbcClient jdbc,
            Passwords passwords,
            SignInGuard guard,
            Reachable reachable,
            SignInHistory history,
            Throttle throttle,
            SignInSettings rates,
            CurrentUser currentUser,
            Users users,
            RoleNetworks networks,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.guard = guard;
        this.reachable = reachable;
        this.history = history;
        this.throttle = throttle;
        this.rates = rates;
        this.currentUser = currentUser;
        this.users = users;
        this.networks = networks;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    record Credentials(
            UUID id, String employeeNumber, @Nullable String passwordHash) {}

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName().strip();
        String password = String.valueOf(attempt.getCredentials());
        String address = Visitor.address();
        try {
            throttle.admit(rates.failuresPerAddress(), address);
        } catch (Refused refused) {
            throw new TooManyAttempts(refused.retryAfter().orElseThrow());
        }
        Optional<Credentials> account = find(name);
        if (!guard.mayTry(name)) {
            refused("account.signInRefusedLocked", account, SignInEntry.Outcome.LOCKED);
            throw new LockedException("locked");
        }
        if (!isRight(name, account, password)) {
            refused(
                    "account.signInFailed",
                    account.filter(known -> known.passwordHash() != null),
                    SignInEntry.Outcome.WRONG_PASSWORD);
            throw new BadCredentialsException("wrong");
        }
        Credentials known = account.orElseThrow();
        guard.forget(name);
        throttle.giveBack(rates.failuresPerAddress(), address);
        if (!users.byId(known.id()).map(user -> networks.admit(user, address)).orElse(true)) {
            record("account.signInRefusedNetwork", known, SignInEntry.Outcome.OUTSIDE);
            throw new OutsideNetwork();
        }
        transactions.executeWithoutResult(status -> {
            jdbc.sql("update identity.account set last_sign_in_at = ? where id = ?")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), known.id())
                    .update();
            record("account.signedIn", known, SignInEntry.Outcome.SIGNED_IN);
        });
        return UsernamePasswordAuthenticationToken.authenticated(
                new Principal(known.id(), known.employeeNumber()),
                null,
                List.of(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                        .issuedAt(clock.instant())
                        .build()));
    }

    /** An attempt whose turn did not come in time was none: it does not count towards the lock. */
    private boolean isRight(String name, Optional<Credentials> account, String password) {
        String hash = account.map(Credentials::passwordHash).orElse(null);
        try {
            if (hash == null) {
                passwords.pretendToCheck(password);
                return false;
            }
            return passwords.matches(password, hash);
        } catch (Refused busy) {
            guard.takeBack(name);
            throw new TooManyAttempts(busy.retryAfter().orElseThrow());
        }
    }

    private Optional<Credentials> find(String name) {
        return jdbc.sql("""
                        select id, employee_number, password_hash from identity.account
                        where employee_number = ? and status = 'ACTIVE'
                        """)
                .param(reachable.numberOf(name))
                .query(Credentials.class)
                .optional();
    }

    /**
     * A name that nobody has leaves an entry too: it is worth knowing, and an answer without that work would come sooner
     * and tell that there is no such account. Never the name itself: people type their password there.
     */
    private void refused(String action, Optional<Credentials> account, SignInEntry.Outcome outcome) {
        account.ifPresentOrElse(
                known -> record(action, known, outcome),
                () -> transactions.executeWithoutResult(
                        status -> events.publishEvent(Audited.of(action, "account", "unknown"))));
    }

    private void record(String action, Credentials account, SignInEntry.Outcome outcome) {
        users.byId(account.id())
                .ifPresent(user -> currentUser.runAs(
                        user,
                        () -> transactions.executeWithoutResult(status -> {
                            history.note(account.id(), outcome);
                            events.publishEvent(Audited.of(action, "account", account.id()));
                        })));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
