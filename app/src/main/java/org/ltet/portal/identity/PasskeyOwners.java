package org.ltet.portal.identity;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/** Accounts as passkeys know them: the user handle is the account's id. Accounts are opened elsewhere. */
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {

    private final Accounts accounts;
    private final PasskeyStore store;
    private final FactorRegister register;

    PasskeyOwners(Accounts accounts, PasskeyStore store, FactorRegister register) {
        this.accounts = accounts;
        this.store = store;
        this.register = register;
    }

    static Bytes handle(UUID accountId) {
        return new Bytes(ByteBuffer.allocate(16)
                .putLong(accountId.getMostSignificantBits())
                .putLong(accountId.getLeastSignificantBits())
                .array());
    }

    static Optional<UUID> accountOf(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        return bytes.remaining() == 16 ? Optional.of(new UUID(bytes.getLong(), bytes.getLong())) : Optional.empty();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return accountOf(handle)
                .flatMap(accounts::byId)
                .map(PasskeyOwners::entity)
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String employeeNumber) {
        return accounts.byEmployeeNumber(employeeNumber)
                .map(PasskeyOwners::entity)
                .orElse(null);
    }

    private static PublicKeyCredentialUserEntity entity(AccountView account) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(account.id()))
                .name(account.employeeNumber())
                .displayName(account.displayName())
                .build();
    }

    /** The account is the truth: there is nothing to keep but that it is there. */
    @Override
    public void save(PublicKeyCredentialUserEntity owner) {
        if (findById(owner.getId()) == null) {
            throw Refused.notFound("account");
        }
    }

    /** The account stays; as an owner of passkeys it ends with the last of them. */
    @Override
    public void delete(Bytes handle) {
        accountOf(handle).ifPresent(accountId -> {
            store.removeAll(accountId);
            register.changed(accountId);
        });
    }
}
