-- A sanction given back and granted anew has another voucher, but it is the same money for the same application. So
-- what is unclear or out about any voucher of an application counts for all of them.
create function payments.application_unclear(application uuid) returns boolean language sql stable as $$
    select exists (select 1 from payments.voucher v join payments.payment p on p.voucher_id = v.id
        join payments.open_item o on o.payment_id = p.id
        where v.application_id = application and o.state = 'OPEN')
$$;

create or replace function payments.refuse_payment_with_open_item() returns trigger language plpgsql as $$
declare
    application uuid := (select v.application_id from payments.voucher v where v.id = new.voucher_id);
begin
    if payments.application_unclear(application) then
        raise exception 'The application of voucher % has an open item with the bank', new.voucher_id
            using errcode = 'check_violation', constraint = 'payment_without_open_item';
    end if;
    if exists (select 1 from payments.voucher v join payments.payment p on p.voucher_id = v.id
            where v.application_id = application and v.id <> new.voucher_id
            and p.state in ('CREATED', 'RELEASED', 'PAID')) then
        raise exception 'The application of voucher % has a live payment already', new.voucher_id
            using errcode = 'check_violation', constraint = 'payment_one_live_per_application';
    end if;
    return new;
end $$;

-- The end of a voucher opens the way to another one.
create function payments.refuse_end_while_money_may_be_out() returns trigger language plpgsql as $$
begin
    if new.state in ('RETURNED_TO_SCRUTINY', 'CANCELLED') and old.state <> new.state then
        if payments.application_unclear(new.application_id) then
            raise exception 'Voucher % may not end: its application has an open item with the bank', new.number
                using errcode = 'check_violation', constraint = 'voucher_ends_without_open_item';
        end if;
        if exists (select 1 from payments.voucher v join payments.payment p on p.voucher_id = v.id
                where v.application_id = new.application_id and p.state in ('CREATED', 'RELEASED', 'PAID')) then
            raise exception 'Voucher % may not end: its application has a live payment', new.number
                using errcode = 'check_violation', constraint = 'voucher_ends_without_payment';
        end if;
    end if;
    return new;
end $$;

create trigger voucher_ends_clear before update of state on payments.voucher
    for each row execute function payments.refuse_end_while_money_may_be_out();

-- The bank may say something of an earlier payment after a batch was frozen: then its file is not written.
create function payments.refuse_release_with_open_item() returns trigger language plpgsql as $$
begin
    if new.state = 'RELEASED' and old.state <> 'RELEASED' and exists (
            select 1 from payments.open_item o join payments.payment p on p.id = o.payment_id
            join payments.voucher a on a.id = p.voucher_id
            join payments.voucher v on v.application_id = a.application_id
            where o.state = 'OPEN' and v.batch_id = new.id) then
        raise exception 'Batch % pays an application that has an open item with the bank', new.number
            using errcode = 'check_violation', constraint = 'batch_without_open_item';
    end if;
    return new;
end $$;

create trigger batch_released_clear before update of state on payments.batch
    for each row execute function payments.refuse_release_with_open_item();
