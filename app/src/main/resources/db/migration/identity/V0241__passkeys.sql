-- Passkeys (WebAuthn) of an account. Its user handle is the account's id, which tells nothing of the person.
create table identity.passkey (
    id                 uuid        not null primary key,
    account_id         uuid        not null references identity.account,
    credential_id      text        not null unique check (length(credential_id) between 16 and 1400),
    public_key         bytea       not null,
    signature_count    bigint      not null check (signature_count >= 0),
    verifies_user      boolean     not null,
    backup_eligible    boolean     not null,
    backed_up          boolean     not null,
    transports         text[]      not null,
    attestation_object bytea       not null,
    client_data        bytea       not null,
    name               text        not null check (length(name) between 1 and 100),
    added_at           timestamptz not null,
    last_used_at       timestamptz
);
create index passkey_of_account on identity.passkey (account_id);
