-- To whom a payout was told (a fingerprint of the gateway's address and of the account there) and how it is sent: what
-- may be there is neither looked up nor told elsewhere, and told again in the words of the first time. And since when
-- the gateway does not tell of what it should know.
alter table payments.payout
    add column told_to text check (told_to ~ '^[0-9a-f]{32}$'),
    add column mode text check (length(mode) between 1 and 10),
    add column missing_since timestamptz;

alter table payments.open_item
    drop constraint open_item_kind_check,
    add constraint open_item_kind_check check (kind in ('UNKNOWN_REFERENCE', 'WRONG_AMOUNT', 'NOT_RELEASED',
        'DUPLICATE_REFUSAL', 'REFUSED_AFTER_PAID', 'DEBIT_AFTER_REFUSAL', 'SECOND_DEBIT', 'SECOND_RETURN',
        'PAYOUT_AFTER_GIVING_UP', 'SEVERAL_PAYOUTS', 'PAYOUT_NOT_FOUND', 'BANK_LINE_OF_PAYOUT'));

create function payments.keep_gateway_of_payout() returns trigger language plpgsql as $$
begin
    raise exception 'Payout % may be at another gateway', old.reference
        using errcode = 'check_violation', constraint = 'payout_told_elsewhere';
end $$;
create trigger payout_told_once before update of told_to on payments.payout for each row
    when (old.told_to <> coalesce(new.told_to, '') and (old.state not in ('WAITING', 'REFUSED') or old.unknown_at is not null))
    execute function payments.keep_gateway_of_payout();

-- What the gateway found out of an account to which is to be paid: asked once, kept without number and without name.
create table payments.account_check (
    bank_account  uuid primary key,
    state         text not null default 'WAITING' check (state in ('WAITING', 'NAME_MATCHES', 'NAME_DIFFERS',
                    'NAME_NOT_TOLD', 'NO_ACCOUNT', 'NOT_ANSWERED')),
    name_score    integer check (name_score between 0 and 100),
    name_at_bank  text check (length(name_at_bank) <= 100),
    tries         integer not null default 0 check (tries >= 0),
    planned_at    timestamptz not null,
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
create index voucher_by_bank_account on payments.voucher (payee_bank_account);

create function payments.keep_account_check() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.bank_account <> old.bank_account or old.state <> 'WAITING' then
        raise exception 'What was found out of account % stays on record', old.bank_account
            using errcode = 'check_violation', constraint = 'account_check_kept';
    end if;
    return new;
end $$;
create trigger account_check_kept before update or delete on payments.account_check
    for each row execute function payments.keep_account_check();

-- What the gateway says it paid of what was made on a day, beside what the portal holds as paid.
create table payments.payout_day (
    day         date primary key,
    told        integer not null check (told >= 0),
    told_amount numeric(16, 2) not null,
    held        integer not null check (held >= 0),
    held_amount numeric(16, 2) not null,
    differ      integer not null check (differ >= 0),
    examples    text not null check (length(examples) <= 500),
    asked_at    timestamptz not null
);
create index payout_by_day_heard on payments.payout (sent_at) where sent_at is not null;
