-- The bank may debit what it had refused or returned. A person settles that; then the payment and its voucher are paid
-- after all, under the signatures with which that payment went out.
insert into payments.allowed_move (lifecycle, from_state, to_state) values
    ('PAYMENT', 'FAILED', 'PAID'),
    ('PAYMENT', 'REVERSED', 'PAID'),
    ('VOUCHER', 'PREPARED', 'PAID'),
    ('VOUCHER', 'VERIFIED', 'PAID'),
    ('VOUCHER', 'APPROVED', 'PAID');

alter table payments.payment
    add column verified_by text,
    add column verified_at timestamptz,
    add column approved_by text,
    add column approved_at timestamptz;

update payments.payment p
set verified_by = verified.actor, verified_at = verified.at, approved_by = approved.actor, approved_at = approved.at
from payments.payment q
join lateral (select m.actor, m.at from payments.move m where m.subject_id = q.voucher_id and m.to_state = 'VERIFIED'
    and m.at <= q.released_at order by m.id desc limit 1) verified on true
join lateral (select m.actor, m.at from payments.move m where m.subject_id = q.voucher_id and m.to_state = 'APPROVED'
    and m.from_state = 'VERIFIED' and m.at <= q.released_at order by m.id desc limit 1) approved on true
where q.id = p.id and p.state <> 'CREATED';

create or replace function payments.keep_voucher() returns trigger language plpgsql as $$
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
    if new.batch_id is distinct from old.batch_id and new.state <> 'PREPARED'
            and not (new.state = 'PAID' and old.batch_id is null) then
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
            select 1 from payments.payment p where p.voucher_id = new.id and p.batch_id = new.batch_id
            and p.state = 'PAID') then
        raise exception 'Voucher % has no payment that the bank confirmed', old.number
            using errcode = 'check_violation', constraint = 'voucher_follows_payment';
    end if;
    return new;
end $$;

-- A payment that is still with the bank is never left with nothing to act on.
create or replace function payments.settle_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'SETTLED' then
        raise exception 'An open item is settled once and stays on record'
            using errcode = 'check_violation', constraint = 'settled_once';
    end if;
    if new.state = 'SETTLED' and new.resolution = 'NOTED' and exists (
            select 1 from payments.payment p where p.id = new.payment_id and p.state = 'RELEASED') then
        raise exception 'The payment of this open item is still with the bank'
            using errcode = 'check_violation', constraint = 'noted_strands_no_payment';
    end if;
    return new;
end $$;

create index open_item_second_debit on payments.open_item (payment_id) where kind = 'SECOND_DEBIT';
