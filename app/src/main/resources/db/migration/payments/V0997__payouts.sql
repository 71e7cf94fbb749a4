-- A second way, beside the bank file, to pay a released batch: one payout for each payment, told to a payment gateway. A
-- batch goes one way, chosen when it is opened, and both what goes into a bank file and what becomes a payout names the
-- way of its batch: so no payment is ever in both.
alter table payments.batch
    add column way text not null default 'BANK_FILE' constraint batch_has_way check (way in ('BANK_FILE', 'GATEWAY')),
    add constraint batch_goes_one_way unique (id, way);

alter table payments.release
    add column way text not null default 'BANK_FILE' constraint release_is_bank_file check (way = 'BANK_FILE'),
    add constraint release_goes_the_way_of_its_batch foreign key (batch_id, way) references payments.batch (id, way);

alter table payments.payment add constraint payment_of_batch_with_amount unique (id, batch_id, amount);

create table payments.payout (
    payment_id      uuid primary key,
    batch_id        uuid not null,
    way             text not null default 'GATEWAY' check (way = 'GATEWAY'),
    amount          numeric(14, 2) not null,
    reference       text not null unique check (reference ~ '^LT[A-Z2-7]{14}$'),
    idempotency_key text not null unique,
    state           text not null default 'WAITING' check (state in
                      ('WAITING', 'SENT', 'PROCESSED', 'FAILED', 'REVERSED', 'REFUSED', 'GIVEN_UP')),
    version         integer not null default 0,
    tries           integer not null default 0 check (tries >= 0),
    looks           integer not null default 0 check (looks >= 0),
    next_at         timestamptz,
    unknown_at      timestamptz,
    absent_at       timestamptz,
    claim           uuid,
    claimed_until   timestamptz,
    gateway_id      text unique check (length(gateway_id) between 1 and 40),
    utr             text check (length(utr) between 1 and 40),
    last_error      text check (length(last_error) <= 300),
    planned_at      timestamptz not null,
    sent_at         timestamptz,
    watched_until   timestamptz,
    give_up_by      text,
    give_up_reason  text check (length(give_up_reason) between 1 and 1000),
    constraint payout_goes_the_way_of_its_batch foreign key (batch_id, way) references payments.batch (id, way),
    constraint payout_of_payment foreign key (payment_id, batch_id, amount)
        references payments.payment (id, batch_id, amount),
    constraint payout_has_one_key check (idempotency_key = 'payout-' || payment_id::text),
    constraint claim_is_complete check ((claim is null) = (claimed_until is null)),
    constraint waiting_is_due check (state <> 'WAITING' or next_at is not null),
    constraint refused_waits_for_a_person check (state <> 'REFUSED' or (claim is null and next_at is null)),
    constraint known_to_the_gateway check (state not in ('SENT', 'PROCESSED', 'FAILED', 'REVERSED')
        or gateway_id is not null),
    constraint given_up_by_a_person check ((give_up_by is null) = (give_up_reason is null)
        and (state <> 'GIVEN_UP' or give_up_by is not null)),
    -- Only what the gateway does not have, asked long enough after the last try.
    constraint given_up_is_absent check (state <> 'GIVEN_UP' or (absent_at is not null and watched_until is not null
        and (unknown_at is null or absent_at >= unknown_at + interval '15 minutes')))
);
create index payout_to_tell on payments.payout (next_at) where state = 'WAITING';
create index payout_to_look_up on payments.payout (next_at) where state <> 'WAITING' and next_at is not null;
create index payout_by_state on payments.payout (state, payment_id);
create index payout_by_batch on payments.payout (batch_id);

-- What the gateway, and people, said of a payout; written once. An event that is told again has the same id.
create table payments.payout_word (
    id         bigint generated always as identity primary key,
    payment_id uuid references payments.payout,
    source     text not null check (source in ('EVENT', 'ANSWER', 'LOOK_UP', 'PERSON')),
    event_id   text unique check (length(event_id) between 1 and 64),
    gateway_id text,
    said       text not null check (length(said) <= 40),
    effect     text not null check (effect in ('SENT', 'PROCESSED', 'FAILED', 'REVERSED', 'REFUSED', 'GIVEN_UP',
                 'WAITING', 'OPEN_ITEM', 'NOTED')),
    at         timestamptz not null,
    actor      text,
    note       text check (length(note) <= 1000),
    constraint event_has_id check ((source = 'EVENT') = (event_id is not null)),
    constraint person_has_name check ((source = 'PERSON') = (actor is not null))
);
create index payout_word_of on payments.payout_word (payment_id, id);
create trigger payout_word_written_once before update or delete on payments.payout_word
    for each row execute function payments.refuse_change();

create function payments.keep_payout() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
            or (new.payment_id, new.batch_id, new.way, new.amount, new.reference, new.idempotency_key, new.planned_at)
                is distinct from
               (old.payment_id, old.batch_id, old.way, old.amount, old.reference, old.idempotency_key, old.planned_at)
            or (old.gateway_id is not null and new.gateway_id is distinct from old.gateway_id) then
        raise exception 'Payout % is about one payment, and stays on record', old.reference
            using errcode = 'check_violation', constraint = 'payout_kept';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
            ('WAITING', 'SENT'), ('WAITING', 'PROCESSED'), ('WAITING', 'FAILED'), ('WAITING', 'REVERSED'),
            ('WAITING', 'REFUSED'), ('WAITING', 'GIVEN_UP'),
            ('REFUSED', 'WAITING'), ('REFUSED', 'GIVEN_UP'), ('REFUSED', 'SENT'), ('REFUSED', 'PROCESSED'),
            ('REFUSED', 'FAILED'), ('REFUSED', 'REVERSED'),
            ('SENT', 'PROCESSED'), ('SENT', 'FAILED'), ('SENT', 'REVERSED'), ('PROCESSED', 'REVERSED')) then
        raise exception 'Payout % may not move from % to %', old.reference, old.state, new.state
            using errcode = 'check_violation', constraint = 'allowed_move';
    end if;
    if new.tries > old.tries and (old.state <> 'WAITING' or new.give_up_by is not null or new.claim is null) then
        raise exception 'Payout % is not to be told', old.reference
            using errcode = 'check_violation', constraint = 'payout_not_told';
    end if;
    return new;
end $$;
create trigger payout_kept before update or delete on payments.payout
    for each row execute function payments.keep_payout();

-- What was chosen when the batch was opened stays chosen; what is released through the gateway is planned, all of it.
create function payments.keep_way() returns trigger language plpgsql as $$
begin
    raise exception 'Batch % goes the way chosen for it', old.number
        using errcode = 'check_violation', constraint = 'batch_way_kept';
end $$;
create trigger batch_way_kept before update of way on payments.batch for each row
    when (old.way <> new.way) execute function payments.keep_way();

create function payments.all_payouts_planned() returns trigger language plpgsql as $$
begin
    if (select count(*) from payments.payout where batch_id = new.id) <> new.payment_count then
        raise exception 'Not every payment of batch % has its payout', new.number
            using errcode = 'check_violation', constraint = 'batch_all_planned';
    end if;
    return null;
end $$;
create constraint trigger batch_all_planned after update of state on payments.batch deferrable initially deferred
    for each row when (new.way = 'GATEWAY' and new.state = 'RELEASED') execute function payments.all_payouts_planned();

-- The gateway's word is worked in like that of the bank: as entries, all those of a batch under one heading.
alter table payments.bank_import
    drop constraint bank_import_source_check,
    add constraint bank_import_source_check check (source in ('OUTBOX', 'UPLOAD', 'GATEWAY')),
    drop constraint bank_import_message_type_check,
    add constraint bank_import_message_type_check check (message_type in
        ('STATUS_REPORT', 'NOTIFICATION', 'STATEMENT', 'GATEWAY')),
    drop constraint import_is_named,
    add constraint import_is_named check (outcome = 'REFUSED' or (message_type is not null and message_id is not null
        and (document_id is not null or source = 'GATEWAY')));

alter table payments.open_item
    drop constraint open_item_kind_check,
    add constraint open_item_kind_check check (kind in ('UNKNOWN_REFERENCE', 'WRONG_AMOUNT', 'NOT_RELEASED',
        'DUPLICATE_REFUSAL', 'REFUSED_AFTER_PAID', 'DEBIT_AFTER_REFUSAL', 'SECOND_DEBIT', 'SECOND_RETURN',
        'PAYOUT_AFTER_GIVING_UP'));
