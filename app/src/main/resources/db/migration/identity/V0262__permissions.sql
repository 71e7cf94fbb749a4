-- What a person permitted a program to do in their name (RFC 6749, 4.1). It ends with the tokens of the account or of the
-- program: both generations are noted.
create table identity.permission (
    id                 uuid        not null primary key,
    account            uuid        not null references identity.account,
    client             uuid        not null references identity.client,
    scopes             text[]      not null check (cardinality(scopes) > 0),
    methods            text[]      not null check (cardinality(methods) > 0),
    factor_given_at    timestamptz not null,
    account_generation int         not null,
    client_generation  int         not null,
    given_at           timestamptz not null,
    ends_at            timestamptz not null check (ends_at > given_at),
    last_used_at       timestamptz,
    last_used_from     text,
    ended_at           timestamptz
);
create index permission_of_account on identity.permission (account, id) where ended_at is null;
create index permission_by_end on identity.permission (ends_at);

-- Codes live for a minute and count once; only hashes are kept.
create table identity.authorization_code (
    hash         bytea       not null primary key check (length(hash) = 32),
    permission   uuid        not null references identity.permission on delete cascade,
    redirect_uri text        not null,
    challenge    text        not null check (challenge ~ '^[A-Za-z0-9_-]{43}$'),
    ends_at      timestamptz not null,
    used_at      timestamptz
);
create unique index one_code_per_permission on identity.authorization_code (permission);

-- A refresh token counts once, and one that comes again tells that somebody else has it. At most one is unused.
create table identity.refresh_token (
    hash       bytea       not null primary key check (length(hash) = 32),
    permission uuid        not null references identity.permission on delete cascade,
    made_at    timestamptz not null,
    used_at    timestamptz
);
create unique index one_refresh_token_in_use on identity.refresh_token (permission) where used_at is null;
create index refresh_token_of_permission on identity.refresh_token (permission);
