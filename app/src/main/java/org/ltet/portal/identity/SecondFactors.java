package org.ltet.portal.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The second factors of an account (ACC-4): who must have one, giving it, recovery, reset by the system admin. */
@Component
public class SecondFactors {

    private final AuthenticatorApp app;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;
    private final FactorAttempts attempts;
    private final FactorRegister register;
    private final TokenEnds tokenEnds;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    SecondFactors(
            AuthenticatorApp app,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes,
            FactorAttempts attempts,
            FactorRegister register,
            TokenEnds tokenEnds,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.app = app;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.attempts = attempts;
        this.register = register;
        this.tokenEnds = tokenEnds;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * What an account has.
     *
     * @param appSince when the authenticator app was set up, null without one
     */
    public record Overview(@Nullable Instant appSince, int recoveryCodesLeft, List<PasskeyView> passkeys) {}

    public boolean has(UUID accountId) {
        return register.has(accountId);
    }

    /** Everybody who is more than a member. */
    public static boolean isMandatoryFor(User user) {
        return user.roles().keySet().stream().anyMatch(role -> role != Role.MEMBER);
    }

    /** Whether this person gets in only with a second factor: by role, or by having set one up. */
    public boolean mustGive(User user) {
        return isMandatoryFor(user) || has(user.accountId());
    }

    @Transactional(readOnly = true)
    public Overview of(UUID accountId) {
        return new Overview(app.since(accountId).orElse(null), recoveryCodes.left(accountId), passkeys.of(accountId));
    }

    /**
     * Checks a code of the app, or a recovery code, and uses it up.
     *
     * @throws Refused factors.wrongCode, or factors.pause after too many tries
     */
    public void give(User user, String typed) {
        UUID account = user.accountId();
        if (!attempts.mayTry(account)) {
            record("account.factorRefusedPaused", account);
            throw Refused.invalidField("code", "factors.pause");
        }
        String code = typed.replaceAll("\\s", "");
        if (!Boolean.TRUE.equals(transactions.execute(status -> accepted(account, code)))) {
            record("account.factorFailed", account);
            throw Refused.invalidField("code", "factors.wrongCode");
        }
        attempts.forget(account);
    }

    private boolean accepted(UUID account, String code) {
        if (!RecoveryCodes.looksLikeOne(code)) {
            return app.accepts(account, code);
        }
        boolean used = recoveryCodes.use(account, code);
        if (used) {
            events.publishEvent(Audited.of("account.recoveryCodeUsed", "account", account));
        }
        return used;
    }

    @Transactional
    public List<String> renewRecoveryCodes(User user) {
        if (app.since(user.accountId()).isEmpty()) {
            throw Refused.conflict("factors.noApp");
        }
        events.publishEvent(Audited.of("account.recoveryCodesRenewed", "account", user.accountId()));
        return recoveryCodes.renew(user.accountId());
    }

    /** @throws Refused factors.needed when it is the only one and the person's role demands one */
    @Transactional
    public void removeApp(User user) {
        if (isMandatoryFor(user)) {
            throw Refused.conflict("factors.needed");
        }
        app.remove(user.accountId());
        recoveryCodes.forget(user.accountId());
    }

    /**
     * Takes all factors away, for a person who lost phone and recovery codes; the next sign-in sets up a new one.
     *
     * @throws Refused factors.ownReset: nobody lowers the bar for the own account
     */
    @Transactional
    public void reset(UUID accountId, String reason, User admin) {
        if (admin.accountId().equals(accountId)) {
            throw Refused.forbidden("factors.ownReset");
        }
        app.remove(accountId);
        passkeys.removeAll(accountId);
        recoveryCodes.forget(accountId);
        attempts.forget(accountId);
        tokenEnds.endAll(accountId);
        events.publishEvent(
                Audited.of("account.factorsReset", "account", accountId).because(reason));
    }

    private void record(String action, UUID account) {
        transactions.executeWithoutResult(status -> events.publishEvent(Audited.of(action, "account", account)));
    }
}
