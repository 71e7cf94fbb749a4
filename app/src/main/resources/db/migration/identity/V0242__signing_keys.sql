-- Keys that sign tokens. The newest signs; one that was replaced verifies until its last token has ended.
create table identity.signing_key (
    id          uuid        not null primary key,
    public_key  text        not null,
    private_key bytea       not null,
    made_at     timestamptz not null,
    ends_at     timestamptz check (ends_at > made_at)
);
create unique index only_one_key_signs on identity.signing_key ((true)) where ends_at is null;

-- Tokens that were taken back before their end.
create table identity.revoked_token (
    id      uuid        not null primary key,
    ends_at timestamptz not null
);
