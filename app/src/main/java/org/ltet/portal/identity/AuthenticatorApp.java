package org.ltet.portal.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The authenticator app as second factor (ACC-4): set up, confirmed by a first code, checked, removed. */
@Component
@Transactional
public class AuthenticatorApp {

    private static final Duration ENROLMENT_OPEN = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final RecoveryCodes recoveryCodes;
    private final FactorRegister register;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final SecureRandom random = new SecureRandom();

    AuthenticatorApp(
            JdbcClient jdbc,
            FieldCipher cipher,
            RecoveryCodes recoveryCodes,
            FactorRegister register,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.recoveryCodes = recoveryCodes;
        this.register = register;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What the person puts into the app.
     *
     * @param secret as text in groups, for those who cannot scan the picture
     */
    public record Enrolment(QrCode picture, String secret) {}

    private record Sealed(UUID id, byte[] secret) {}

    /** A secret to be confirmed; the same one again for a while, so that a page loaded twice shows the same picture. */
    public Enrolment start(User user) {
        byte[] secret = waiting(user.accountId()).orElseGet(() -> newSecret(user.accountId()));
        return new Enrolment(
                QrCode.of(Totp.address(user.employeeNumber(), secret)), Base32.inGroups(Base32.encode(secret), " "));
    }

    /**
     * Puts the waiting secret in force, in place of an earlier one.
     *
     * @return new recovery codes, to be shown this once
     * @throws Refused factors.wrongCode when the code is not of the secret that was shown
     */
    public List<String> confirm(User user, String code) {
        UUID account = user.accountId();
        byte[] secret = waiting(account).orElseThrow(() -> Refused.invalidField("code", "factors.enrolmentOver"));
        OptionalLong step = Totp.stepOf(secret, code, clock.instant());
        if (step.isEmpty()) {
            throw Refused.invalidField("code", "factors.wrongCode");
        }
        keep(account, secret, step.getAsLong());
        jdbc.sql("delete from identity.totp_enrolment where account_id = ?")
                .param(account)
                .update();
        events.publishEvent(Audited.of("account.authenticatorAdded", "account", account));
        return recoveryCodes.renew(account);
    }

    /** Takes over a secret that the owner of the account has in the app already; the demonstration's accounts do. */
    public void takeOver(UUID accountId, byte[] secret) {
        keep(accountId, secret, 0);
        events.publishEvent(Audited.of("account.authenticatorAdded", "account", accountId));
    }

    void remove(UUID accountId) {
        jdbc.sql("delete from identity.totp_enrolment where account_id = ?")
                .param(accountId)
                .update();
        int removed = jdbc.sql("delete from identity.totp_factor where account_id = ?")
                .param(accountId)
                .update();
        register.changed(accountId);
        if (removed > 0) {
            events.publishEvent(Audited.of("account.authenticatorRemoved", "account", accountId));
        }
    }

    /** Whether the code fits and was not used before; it cannot be used again. */
    boolean accepts(UUID accountId, String code) {
        Optional<Sealed> sealed = jdbc.sql("select id, secret from identity.totp_factor where account_id = ?")
                .param(accountId)
                .query(Sealed.class)
                .optional();
        if (sealed.isEmpty()) {
            return false;
        }
        OptionalLong step = Totp.stepOf(open(sealed.get(), SealedFactors.SECRET), code, clock.instant());
        return step.isPresent()
                && jdbc.sql("update identity.totp_factor set last_step = ? where account_id = ? and last_step < ?")
                                .params(step.getAsLong(), accountId, step.getAsLong())
                                .update()
                        == 1;
    }

    Optional<Instant> since(UUID accountId) {
        return jdbc.sql("select added_at from identity.totp_factor where account_id = ?")
                .param(accountId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private void keep(UUID accountId, byte[] secret, long lastStep) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into identity.totp_factor (account_id, id, secret, last_step, added_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (account_id) do update set
                            id = excluded.id, secret = excluded.secret, last_step = excluded.last_step,
                            added_at = excluded.added_at
                        """)
                .params(accountId, id, cipher.encrypt(secret, SealedFactors.SECRET.at(id)), lastStep, now())
                .update();
        register.changed(accountId);
    }

    private Optional<byte[]> waiting(UUID accountId) {
        return jdbc.sql("select id, secret from identity.totp_enrolment where account_id = ? and started_at > ?")
                .params(accountId, now().minus(ENROLMENT_OPEN))
                .query(Sealed.class)
                .optional()
                .map(kept -> open(kept, SealedFactors.WAITING));
    }

    private byte[] newSecret(UUID accountId) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into identity.totp_enrolment (account_id, id, secret, started_at) values (?, ?, ?, ?)
                        on conflict (account_id) do update set
                            id = excluded.id, secret = excluded.secret, started_at = excluded.started_at
                        """)
                .params(accountId, id, cipher.encrypt(secret, SealedFactors.WAITING.at(id)), now())
                .update();
        return secret;
    }

    private byte[] open(Sealed sealed, SealedColumn column) {
        return cipher.decryptBytes(sealed.secret(), column.at(sealed.id()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
