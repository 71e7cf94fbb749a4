-- A puzzle is good for one form; kept until it would have ended by itself.
create table identity.used_puzzle (
    salt       bytea       not null primary key check (octet_length(salt) = 16),
    expires_at timestamptz not null
);
create index used_puzzle_by_expiry on identity.used_puzzle (expires_at);
