-- Who tried to get into an account, for its owner to see.
create table identity.sign_in (
    id         uuid        not null primary key,
    account_id uuid        not null references identity.account,
    at         timestamptz not null,
    outcome    text        not null check (outcome in ('SIGNED_IN', 'WRONG_PASSWORD', 'LOCKED')),
    address    text        not null check (length(address) <= 60),
    device     text        not null check (length(device) <= 60)
);
create index sign_in_by_account on identity.sign_in (account_id, at desc);
create index sign_in_by_time on identity.sign_in (at);
