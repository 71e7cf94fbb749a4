-- What the bank says: every file once, every entry once, and what a person has to settle.
create table payments.bank_import (
    id            uuid primary key,
    file_name     text not null,
    source        text not null check (source in ('OUTBOX', 'UPLOAD')),
    sha256        text not null check (length(sha256) = 64),
    size          bigint not null check (size >= 0),
    outcome       text not null check (outcome in ('IMPORTED', 'REFUSED')),
    message_type  text check (message_type in ('STATUS_REPORT', 'NOTIFICATION', 'STATEMENT')),
    message_id    text,
    refusal_code  text,
    refusal_value text,
    document_id   uuid,
    entries       integer not null default 0,
    known_entries integer not null default 0,
    paid          integer not null default 0,
    failed        integer not null default 0,
    reversed      integer not null default 0,
    noted         integer not null default 0,
    opened        integer not null default 0,
    imported_by   text not null,
    imported_at   timestamptz not null,
    constraint import_is_named check (outcome = 'REFUSED' or (message_type is not null and message_id is not null
        and document_id is not null)),
    constraint refusal_has_reason check ((outcome = 'REFUSED') = (refusal_code is not null)),
    constraint import_adds_up check (outcome = 'REFUSED'
        or entries = known_entries + paid + failed + reversed + noted + opened)
);

create unique index import_once_by_content on payments.bank_import (sha256) where outcome = 'IMPORTED';
create unique index import_once_by_message on payments.bank_import (message_type, message_id)
    where outcome = 'IMPORTED';
create index import_by_name on payments.bank_import (file_name, size) where source = 'OUTBOX';

create table payments.bank_entry (
    id             uuid primary key,
    import_id      uuid not null references payments.bank_import,
    line           integer not null,
    kind           text not null check (kind in ('STATUS', 'DEBIT', 'CREDIT')),
    natural_key    text not null unique,
    end_to_end_id  text,
    status         text,
    amount         numeric(14, 2),
    currency       text,
    reason_code    text,
    reason_text    text,
    bank_reference text,
    value_date     date,
    outcome        text not null check (outcome in ('PAID', 'FAILED', 'REVERSED', 'NOTED', 'OPEN_ITEM')),
    payment_id     uuid references payments.payment
);

create index entry_by_import on payments.bank_entry (import_id, line);
create index entry_by_payment on payments.bank_entry (payment_id) where payment_id is not null;

create table payments.open_item (
    id         uuid primary key,
    entry_id   uuid not null unique references payments.bank_entry,
    kind       text not null check (kind in ('UNKNOWN_REFERENCE', 'WRONG_AMOUNT', 'NOT_RELEASED', 'DUPLICATE_REFUSAL',
                 'REFUSED_AFTER_PAID', 'DEBIT_AFTER_REFUSAL', 'SECOND_DEBIT', 'SECOND_RETURN')),
    payment_id uuid references payments.payment,
    state      text not null default 'OPEN' check (state in ('OPEN', 'SETTLED')),
    version    integer not null default 0,
    opened_at  timestamptz not null,
    resolution text check (resolution in ('NOTED', 'PAID', 'FAILED', 'REVERSED')),
    note       text,
    settled_by text,
    settled_at timestamptz,
    constraint settled_is_complete check ((state = 'SETTLED') = (resolution is not null and settled_by is not null
        and settled_at is not null and length(note) > 0)),
    constraint opened_with_payment check (kind = 'UNKNOWN_REFERENCE' or payment_id is not null)
);

create index open_item_open on payments.open_item (id) where state = 'OPEN';
create index open_item_by_payment on payments.open_item (payment_id) where state = 'OPEN';

create trigger entry_written_once before update or delete on payments.bank_entry
    for each row execute function payments.refuse_change();

create function payments.settle_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'SETTLED' then
        raise exception 'An open item is settled once and stays on record'
            using errcode = 'check_violation', constraint = 'settled_once';
    end if;
    return new;
end $$;

create trigger open_item_settled_once before update or delete on payments.open_item
    for each row execute function payments.settle_once();

-- While the bank's word on an earlier payment of a voucher is unclear, the voucher gets no further one.
create function payments.refuse_payment_with_open_item() returns trigger language plpgsql as $$
begin
    if exists (select 1 from payments.open_item o join payments.payment p on p.id = o.payment_id
            where p.voucher_id = new.voucher_id and o.state = 'OPEN') then
        raise exception 'Voucher % has an open item with the bank', new.voucher_id
            using errcode = 'check_violation', constraint = 'payment_without_open_item';
    end if;
    return new;
end $$;

create trigger payment_without_open_item before insert on payments.payment
    for each row execute function payments.refuse_payment_with_open_item();
