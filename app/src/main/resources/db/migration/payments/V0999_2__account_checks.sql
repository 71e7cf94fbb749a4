-- What the gateway found out of an account to which is to be paid: asked until it is answered, kept without its
-- number and with the name masked.
create table payments.account_check (
    bank_account  uuid primary key,
    state         text not null default 'WAITING' check (state in ('WAITING', 'NAME_MATCHES', 'NAME_DIFFERS',
                    'NAME_NOT_TOLD', 'NO_ACCOUNT', 'NOT_ANSWERED')),
    name_score    integer check (name_score between 0 and 100),
    name_at_bank  text check (length(name_at_bank) <= 100),
    tries         integer not null default 0 check (tries >= 0),
    planned_at    timestamptz not null,
    first_asked_at timestamptz,
    next_at       timestamptz,
    answered_at   timestamptz,
    last_error    text check (length(last_error) <= 300),
    claim         uuid,
    claimed_until timestamptz,
    constraint waiting_or_answered check ((state = 'WAITING') = (next_at is not null)
        and (state = 'WAITING') = (answered_at is null)),
    constraint names_compared check ((state in ('NAME_MATCHES', 'NAME_DIFFERS')) = (name_score is not null)),
    constraint claim_is_complete check ((claim is null) = (claimed_until is null))
);
create index account_check_due on payments.account_check (next_at) where state = 'WAITING';

create function payments.keep_account_check() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.bank_account <> old.bank_account 
        or (old.state <> 'WAITING' and (old.state <> 'NOT_ANSWERED' or new.state <> 'WAITING')) then
        raise exception 'What was found out of account % stays on record', old.bank_account
            using errcode = 'check_violation', constraint = 'account_check_kept';
    end if;
    return new;
end $$;
create trigger account_check_kept before update or delete on payments.account_check
    for each row execute function payments.keep_account_check();
