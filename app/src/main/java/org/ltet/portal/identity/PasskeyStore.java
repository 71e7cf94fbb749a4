package org.ltet.portal.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** Passkeys in the portal's own table. */
@Component
class PasskeyStore implements UserCredentialRepository {

    private static final String COLUMNS = """
            account_id, credential_id, public_key, signature_count, verifies_user, backup_eligible, backed_up, transports,
            attestation_object, client_data, name, added_at, last_used_at
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    PasskeyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void save(CredentialRecord passkey) {
        if (findByCredentialId(passkey.getCredentialId()) == null) {
            add(passkey);
        } else {
            noteUse(passkey);
        }
    }

    private void add(CredentialRecord passkey) {
        Bytes attestation = passkey.getAttestationObject();
        Bytes clientData = passkey.getAttestationClientDataJSON();
        if (attestation == null || clientData == null) {
            throw new IllegalArgumentException("A passkey comes with its attestation");
        }
        jdbc.sql("insert into identity.passkey (id, " + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)")
                .params(
                        Ids.next(),
                        PasskeyOwners.accountOf(passkey.getUserEntityUserId()).orElseThrow(),
                        passkey.getCredentialId().toBase64UrlString(),
                        passkey.getPublicKey().getBytes(),
                        passkey.getSignatureCount(),
                        passkey.isUvInitialized(),
                        passkey.isBackupEligible(),
                        passkey.isBackupState(),
                        passkey.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .toArray(String[]::new),
                        attestation.getBytes(),
                        clientData.getBytes(),
                        passkey.getLabel(),
                        now())
                .update();
    }

    /** A counter that does not grow is the mark of a copied key; authenticators without one send zero always. */
    private void noteUse(CredentialRecord passkey) {
        int noted = jdbc.sql("""
                        update identity.passkey set signature_count = ?, last_used_at = ?
                        where credential_id = ? and (signature_count < ? or (signature_count = 0 and ? = 0))
                        """)
                .params(
                        passkey.getSignatureCount(),
                        now(),
                        passkey.getCredentialId().toBase64UrlString(),
                        passkey.getSignatureCount(),
                        passkey.getSignatureCount())
                .update();
        if (noted == 0) {
            throw Refused.invalid("factors.passkeyRefused");
        }
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return jdbc.sql("select " + COLUMNS + " from identity.passkey where credential_id = ?")
                .param(credentialId.toBase64UrlString())
                .query((row, index) -> read(row))
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return PasskeyOwners.accountOf(handle)
                .map(account -> jdbc.sql(
                                "select " + COLUMNS + " from identity.passkey where account_id = ? order by added_at")
                        .param(account)
                        .query((row, index) -> read(row))
                        .list())
                .orElse(List.of());
    }

    @Override
    public void delete(Bytes credentialId) {
        jdbc.sql("delete from identity.passkey where credential_id = ?")
                .param(credentialId.toBase64UrlString())
                .update();
    }

    List<PasskeyView> of(UUID accountId) {
        return jdbc.sql("""
                        select id, name, added_at, last_used_at from identity.passkey where account_id = ? order by added_at
                        """)
                .param(accountId)
                .query((row, index) -> new PasskeyView(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getTimestamp("added_at").toInstant(),
                        lastUsed(row)))
                .list();
    }

    boolean rename(UUID id, UUID accountId, String name) {
        return jdbc.sql("update identity.passkey set name = ? where id = ? and account_id = ?")
                        .params(name, id, accountId)
                        .update()
                == 1;
    }

    boolean remove(UUID id, UUID accountId) {
        return jdbc.sql("delete from identity.passkey where id = ? and account_id = ?")
                        .params(id, accountId)
                        .update()
                == 1;
    }

    void removeAll(UUID accountId) {
        jdbc.sql("delete from identity.passkey where account_id = ?")
                .param(accountId)
                .update();
    }

    private static CredentialRecord read(ResultSet row) throws SQLException {
        Array transports = row.getArray("transports");
        Instant added = row.getTimestamp("added_at").toInstant();
        Instant used = lastUsed(row);
        return ImmutableCredentialRecord.builder()
                .userEntityUserId(PasskeyOwners.handle(row.getObject("account_id", UUID.class)))
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("credential_id")))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("verifies_user"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .transports(Arrays.stream((String[]) transports.getArray())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet()))
                .attestationObject(new Bytes(row.getBytes("attestation_object")))
                .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
                .label(row.getString("name"))
                .created(added)
                .lastUsed(used == null ? added : used)
                .build();
    }

    private static @Nullable Instant lastUsed(ResultSet row) throws SQLException {
        OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
        return used == null ? null : used.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
