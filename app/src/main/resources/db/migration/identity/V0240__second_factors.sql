-- The authenticator app of an account. The secret is encrypted with the row's id; last_step is the time step of the
-- newest code that was accepted, so that no code counts twice.
create table identity.totp_factor (
    account_id uuid        not null primary key references identity.account,
    id         uuid        not null unique,
    secret     bytea       not null,
    last_step  bigint      not null default 0 check (last_step >= 0),
    added_at   timestamptz not null
);

-- A secret that was shown and waits for its first code.
create table identity.totp_enrolment (
    account_id uuid        not null primary key references identity.account,
    id         uuid        not null unique,
    secret     bytea       not null,
    started_at timestamptz not null
);

create table identity.recovery_code (
    account_id uuid  not null references identity.account,
    hash       bytea not null check (length(hash) = 32),
    used_at    timestamptz,
    primary key (account_id, hash)
);

-- Tries at the second factor since the last one that fitted.
create table identity.factor_attempts (
    account_id uuid        not null primary key references identity.account,
    attempts   int         not null check (attempts > 0),
    last_at    timestamptz not null
);
