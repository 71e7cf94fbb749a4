-- Money out. The database itself refuses what must never happen: a second live payment of a voucher, a changed amount,
-- a maker who is also the checker, a move of state that no table allows, a batch that does not add up.
create schema payments;

create table payments.allowed_move (
    lifecycle  text not null check (lifecycle in ('VOUCHER', 'PAYMENT', 'BATCH')),
    from_state text not null,
    to_state   text not null,
    primary key (lifecycle, from_state, to_state)
);

insert into payments.allowed_move (lifecycle, from_state, to_state) values
    ('VOUCHER', 'PREPARED', 'VERIFIED'),
    ('VOUCHER', 'PREPARED', 'RETURNED_TO_SCRUTINY'),
    ('VOUCHER', 'PREPARED', 'CANCELLED'),
    ('VOUCHER', 'VERIFIED', 'APPROVED'),
    ('VOUCHER', 'VERIFIED', 'PREPARED'),
    ('VOUCHER', 'VERIFIED', 'RETURNED_TO_SCRUTINY'),
    ('VOUCHER', 'APPROVED', 'BATCHED'),
    ('VOUCHER', 'APPROVED', 'RETURNED_TO_SCRUTINY'),
    ('VOUCHER', 'BATCHED', 'APPROVED'),
    ('VOUCHER', 'BATCHED', 'PAID'),
    ('VOUCHER', 'BATCHED', 'PREPARED'),
    ('VOUCHER', 'PAID', 'PREPARED'),
    ('PAYMENT', 'CREATED', 'RELEASED'),
    ('PAYMENT', 'RELEASED', 'PAID'),
    ('PAYMENT', 'RELEASED', 'FAILED'),
    ('PAYMENT', 'RELEASED', 'REVERSED'),
    ('PAYMENT', 'PAID', 'REVERSED'),
    ('BATCH', 'OPEN', 'FROZEN'),
    ('BATCH', 'FROZEN', 'APPROVED'),
    ('BATCH', 'FROZEN', 'OPEN'),
    ('BATCH', 'APPROVED', 'OPEN'),
    ('BATCH', 'APPROVED', 'RELEASED'),
    ('BATCH', 'RELEASED', 'PARTLY_RECONCILED'),
    ('BATCH', 'RELEASED', 'RECONCILED'),
    ('BATCH', 'PARTLY_RECONCILED', 'RECONCILED');

-- The running numbers of vouchers and batches within a financial year: taken in the transaction that uses them.
create table payments.counter (
    kind           text    not null check (kind in ('VOUCHER', 'BATCH')),
    financial_year integer not null,
    last_number    integer not null check (last_number between 1 and 999999),
    primary key (kind, financial_year)
);

create table payments.batch (
    id             uuid primary key,
    number         text not null unique,
    state          text not null default 'OPEN' check (state in
                     ('OPEN', 'FROZEN', 'APPROVED', 'RELEASED', 'PARTLY_RECONCILED', 'RECONCILED')),
    version        integer not null default 0,
    title          text not null check (length(title) between 1 and 120),
    created_by     text not null,
    created_at     timestamptz not null,
    frozen_by      text,
    frozen_at      timestamptz,
    payment_count  integer check (payment_count > 0),
    control_sum    numeric(14, 2) check (control_sum > 0),
    execution_date date,
    approved_by    text,
    approved_at    timestamptz,
    released_by    text,
    released_at    timestamptz,
    constraint batch_frozen_is_complete check (state = 'OPEN' or (frozen_by is not null and frozen_at is not null
        and payment_count is not null and control_sum is not null and execution_date is not null)),
    constraint batch_open_has_no_totals check (state <> 'OPEN' or (frozen_by is null and payment_count is null
        and control_sum is null and approved_by is null)),
    constraint batch_approved_is_complete check (state in ('OPEN', 'FROZEN')
        or (approved_by is not null and approved_at is not null)),
    constraint batch_released_is_complete check (state in ('OPEN', 'FROZEN', 'APPROVED')
        or (released_by is not null and released_at is not null)),
    constraint batch_maker_is_not_checker check (approved_by is distinct from frozen_by or approved_by is null)
);

create index batch_by_state on payments.batch (state, id desc);

create table payments.voucher (
    id                  uuid primary key,
    number              text not null unique check (number ~ '^V/\d{4}-\d{2}/\d{6}$'),
    state               text not null default 'PREPARED' check (state in
                          ('PREPARED', 'VERIFIED', 'APPROVED', 'BATCHED', 'PAID', 'RETURNED_TO_SCRUTINY', 'CANCELLED')),
    version             integer not null default 0,
    application_id      uuid not null,
    application_number  text not null,
    scheme_code         text not null,
    ic                  text not null,
    region              text not null,
    member_id           uuid not null,
    employee_number     text not null,
    member_name         text not null,
    amount              numeric(14, 2) not null check (amount > 0),
    payee_bank_account  uuid not null,
    payee_name          text not null,
    payee_account       bytea not null,
    payee_account_index bytea not null,
    payee_masked        text not null,
    payee_ifsc          text not null,
    payee_taken_at      timestamptz not null,
    prepared_at         timestamptz not null,
    verified_by         text,
    verified_at         timestamptz,
    approved_by         text,
    approved_at         timestamptz,
    batch_id            uuid references payments.batch,
    attempts            integer not null default 0 check (attempts >= 0),
    returned_at         timestamptz,
    return_code         text,
    return_text         text,
    bank_reference      text,
    paid_on             date,
    constraint voucher_verified_is_complete check (state not in ('VERIFIED', 'APPROVED', 'BATCHED', 'PAID')
        or (verified_by is not null and verified_at is not null)),
    constraint voucher_approved_is_complete check (state not in ('APPROVED', 'BATCHED', 'PAID')
        or (approved_by is not null and approved_at is not null)),
    constraint voucher_in_batch check ((state in ('BATCHED', 'PAID')) = (batch_id is not null)),
    constraint voucher_paid_has_reference check (state <> 'PAID' or (bank_reference is not null and paid_on is not null)),
    constraint voucher_maker_is_not_checker check (approved_by is null or approved_by is distinct from verified_by),
    constraint voucher_maker_is_not_payee check (verified_by is distinct from employee_number),
    constraint voucher_checker_is_not_payee check (approved_by is distinct from employee_number),
    constraint voucher_payee_renewed check (returned_at is null or state = 'PREPARED'
        or state in ('RETURNED_TO_SCRUTINY', 'CANCELLED') or payee_taken_at >= returned_at)
);

-- A sanction given back to scrutiny may be granted anew: then it gets a voucher of its own, and only then.
create unique index voucher_one_live_per_application on payments.voucher (application_id)
    where state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED');
create index voucher_by_application on payments.voucher (application_id);
create index voucher_by_state on payments.voucher (state, id);
create index voucher_returned on payments.voucher (id) where state = 'PREPARED' and returned_at is not null;
create index voucher_by_batch on payments.voucher (batch_id, id) where batch_id is not null;
create index voucher_by_payee on payments.voucher (payee_account_index);

create table payments.payment (
    id             uuid primary key,
    voucher_id     uuid not null references payments.voucher,
    batch_id       uuid not null references payments.batch,
    attempt        integer not null check (attempt > 0),
    end_to_end_id  text not null unique check (end_to_end_id ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,34}$'),
    state          text not null default 'CREATED' check (state in
                     ('CREATED', 'RELEASED', 'PAID', 'FAILED', 'REVERSED')),
    amount         numeric(14, 2) not null check (amount > 0),
    payee_name     text not null,
    payee_account  bytea not null,
    payee_masked   text not null,
    payee_ifsc     text not null,
    created_at     timestamptz not null,
    released_at    timestamptz,
    settled_at     timestamptz,
    bank_reference text,
    value_date     date,
    reason_code    text,
    reason_text    text,
    constraint payment_attempt_once unique (voucher_id, attempt),
    constraint payment_released_is_complete check (state = 'CREATED' or released_at is not null),
    constraint payment_settled_is_complete check (state in ('CREATED', 'RELEASED') or settled_at is not null),
    constraint payment_paid_has_reference check (state <> 'PAID' or (bank_reference is not null and value_date is not null))
);

create unique index payment_one_live_per_voucher on payments.payment (voucher_id)
    where state in ('CREATED', 'RELEASED', 'PAID');
create index payment_by_batch on payments.payment (batch_id, id);
create index payment_unsettled on payments.payment (batch_id) where state = 'RELEASED';

-- One release of a batch, ever: the file's name and message id are the keys by which the bank knows it again.
create table payments.release (
    batch_id        uuid primary key references payments.batch,
    message_id      text not null unique check (length(message_id) <= 35),
    file_name       text not null unique,
    pain_document   uuid not null,
    pain_sha256     text not null,
    neft_document   uuid not null,
    released_by     text not null,
    released_at     timestamptz not null,
    delivered_at    timestamptz,
    delivery_tries  integer not null default 0,
    last_error      text
);

create index release_undelivered on payments.release (released_at) where delivered_at is null;

-- Who moved what, when, in which role and why; written once.
create table payments.move (
    id          uuid primary key,
    lifecycle   text not null check (lifecycle in ('VOUCHER', 'PAYMENT', 'BATCH')),
    subject_id  uuid not null,
    from_state  text,
    to_state    text not null,
    at          timestamptz not null,
    actor       text not null,
    actor_name  text not null,
    role        text not null,
    reason_code text,
    comment     text
);

create index move_by_subject on payments.move (subject_id, id);

create function payments.refuse_other_moves() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (
        select 1 from payments.allowed_move m
        where m.lifecycle = tg_argv[0] and m.from_state = old.state and m.to_state = new.state) then
        raise exception '% % may not move from % to %', tg_argv[0], old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'allowed_move';
    end if;
    return new;
end $$;

create trigger allowed_moves before update of state on payments.voucher
    for each row execute function payments.refuse_other_moves('VOUCHER');
create trigger allowed_moves before update of state on payments.payment
    for each row execute function payments.refuse_other_moves('PAYMENT');
create trigger allowed_moves before update of state on payments.batch
    for each row execute function payments.refuse_other_moves('BATCH');

create function payments.keep_voucher() returns trigger language plpgsql as $$
begin
    if (new.number, new.application_id, new.application_number, new.scheme_code, new.member_id, new.employee_number,
            new.amount) is distinct from (old.number, old.application_id, old.application_number, old.scheme_code,
            old.member_id, old.employee_number, old.amount) then
        raise exception 'Voucher % may not change its amount or whom it is for', old.number
            using errcode = 'check_violation', constraint = 'voucher_kept';
    end if;
    if (new.payee_name, new.payee_account, new.payee_account_index, new.payee_masked, new.payee_ifsc,
            new.payee_bank_account) is distinct from (old.payee_name, old.payee_account, old.payee_account_index,
            old.payee_masked, old.payee_ifsc, old.payee_bank_account)
            and not (old.state = 'PREPARED' and new.state = 'PREPARED') then
        raise exception 'Voucher % may change its payee only before it is verified', old.number
            using errcode = 'check_violation', constraint = 'voucher_payee_kept';
    end if;
    if new.batch_id is distinct from old.batch_id and new.state <> 'PREPARED' then
        perform 1 from payments.batch b where b.id in (new.batch_id, old.batch_id) for share;
        if exists (select 1 from payments.batch b where b.id in (new.batch_id, old.batch_id) and b.state <> 'OPEN') then
            raise exception 'Voucher % may enter or leave only an open batch', old.number
                using errcode = 'check_violation', constraint = 'voucher_batch_open';
        end if;
    end if;
    if old.state in ('BATCHED', 'PAID') and new.state not in ('BATCHED', 'PAID') and exists (
            select 1 from payments.payment p where p.voucher_id = new.id
            and p.state in ('CREATED', 'RELEASED', 'PAID')) then
        raise exception 'Voucher % still has a live payment', old.number
            using errcode = 'check_violation', constraint = 'voucher_follows_payment';
    end if;
    if old.state = 'BATCHED' and new.state = 'PREPARED' and not exists (
            select 1 from payments.payment p where p.voucher_id = new.id and p.batch_id = old.batch_id
            and p.state in ('FAILED', 'REVERSED')) then
        raise exception 'Voucher % did not come back from the bank', old.number
            using errcode = 'check_violation', constraint = 'voucher_follows_payment';
    end if;
    if new.state = 'PAID' and old.state <> 'PAID' and not exists (
            select 1 from payments.payment p where p.voucher_id = new.id and p.state = 'PAID') then
        raise exception 'Voucher % has no payment that the bank confirmed', old.number
            using errcode = 'check_violation', constraint = 'voucher_follows_payment';
    end if;
    return new;
end $$;

create trigger voucher_kept before update on payments.voucher
    for each row execute function payments.keep_voucher();

create function payments.keep_payment() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.state <> 'CREATED'
                or (select state from payments.batch where id = old.batch_id) <> 'OPEN' then
            raise exception 'Payment % is on record for good', old.end_to_end_id
                using errcode = 'check_violation', constraint = 'payment_kept';
        end if;
        return old;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'CREATED' then
            raise exception 'Payment % must begin as CREATED', new.end_to_end_id
                using errcode = 'check_violation', constraint = 'payment_begins';
        end if;
        if not exists (select 1 from payments.voucher v join payments.batch b on b.id = v.batch_id
                where v.id = new.voucher_id and v.batch_id = new.batch_id and v.state = 'BATCHED'
                and v.amount = new.amount and v.payee_account = new.payee_account and v.payee_ifsc = new.payee_ifsc
                and b.state = 'OPEN') then
            raise exception 'Payment % does not agree with its voucher', new.end_to_end_id
                using errcode = 'check_violation', constraint = 'payment_as_voucher';
        end if;
        return new;
    end if;
    if (new.voucher_id, new.batch_id, new.attempt, new.end_to_end_id, new.amount, new.payee_name, new.payee_account,
            new.payee_ifsc) is distinct from (old.voucher_id, old.batch_id, old.attempt, old.end_to_end_id,
            old.amount, old.payee_name, old.payee_account, old.payee_ifsc) then
        raise exception 'Payment % may not change', old.end_to_end_id
            using errcode = 'check_violation', constraint = 'payment_kept';
    end if;
    if new.state = 'RELEASED' and old.state = 'CREATED'
            and (select state from payments.batch where id = new.batch_id) <> 'RELEASED' then
        raise exception 'Payment % may be released only with its batch', old.end_to_end_id
            using errcode = 'check_violation', constraint = 'payment_released_with_batch';
    end if;
    return new;
end $$;

create trigger payment_kept before insert or update or delete on payments.payment
    for each row execute function payments.keep_payment();

-- Control totals are reckoned again here, and nobody moves a batch that pays him- or herself.
create function payments.check_batch() returns trigger language plpgsql as $$
declare
    found_count integer;
    found_sum   numeric(14, 2);
begin
    if old.state <> 'OPEN' and new.state <> 'OPEN'
            and (new.payment_count, new.control_sum, new.execution_date, new.frozen_by) is distinct from
                (old.payment_count, old.control_sum, old.execution_date, old.frozen_by) then
        raise exception 'Batch % is frozen: its totals stay', old.number
            using errcode = 'check_violation', constraint = 'batch_kept';
    end if;
    if new.state in ('FROZEN', 'APPROVED', 'RELEASED') and new.state <> old.state then
        select count(*), coalesce(sum(p.amount), 0) into found_count, found_sum
        from payments.payment p join payments.voucher v on v.id = p.voucher_id and v.batch_id = p.batch_id
        where p.batch_id = new.id and p.state = 'CREATED' and v.state = 'BATCHED';
        if (found_count, found_sum) is distinct from (new.payment_count, new.control_sum)
                or found_count <> (select count(*) from payments.voucher where batch_id = new.id) then
            raise exception 'Batch % holds % payments of %, its control totals say % of %',
                new.number, found_count, found_sum, new.payment_count, new.control_sum
                using errcode = 'check_violation', constraint = 'batch_control_totals';
        end if;
        if exists (select 1 from payments.voucher v where v.batch_id = new.id and v.employee_number =
                case new.state when 'FROZEN' then new.frozen_by when 'APPROVED' then new.approved_by
                    else new.released_by end) then
            raise exception 'Batch % pays the person who acts on it', new.number
                using errcode = 'check_violation', constraint = 'batch_own_voucher';
        end if;
    end if;
    return new;
end $$;

create trigger batch_checked before update on payments.batch
    for each row execute function payments.check_batch();

create function payments.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is written once', tg_table_name
        using errcode = 'check_violation', constraint = 'written_once';
end $$;

create trigger move_written_once before update or delete on payments.move
    for each row execute function payments.refuse_change();
create trigger allowed_move_written_once before update or delete on payments.allowed_move
    for each row execute function payments.refuse_change();
create trigger voucher_stays before delete on payments.voucher
    for each row execute function payments.refuse_change();
create trigger release_stays before delete on payments.release
    for each row execute function payments.refuse_change();
