-- What was decided on, as it was: each decision of a reviewer, or of the portal, with the whole of what it rested on in
-- canonical JSON, sealed, its hash signed with a key that the database never sees in clear. Nothing of it changes later.
create table applications.decision_key (
    id         uuid primary key,
    public_key text not null,
    key_pair   bytea not null,
    made_at    timestamptz not null
);

create table applications.decision (
    id             uuid primary key,
    application_id uuid not null,
    seq            integer not null,
    move           text not null check (move in ('FORWARD', 'SANCTION', 'REJECT')),
    at             timestamptz not null,
    amount         numeric(14, 2) check (amount > 0),
    -- the portal's mark on the payee's branch and account number
    payee          bytea not null check (octet_length(payee) = 32),
    content        bytea not null,
    hash           bytea not null check (octet_length(hash) = 32),
    key_id         uuid not null references applications.decision_key (id),
    signature      bytea not null,
    -- the portal's mark on the row, for the proof of many at once
    mark           bytea not null check (octet_length(mark) = 32),
    unique (application_id, seq),
    foreign key (application_id, seq) references applications.transition (application_id, seq),
    constraint sanction_has_amount check ((move = 'SANCTION') = (amount is not null))
);
create index decision_of_sanction on applications.decision (application_id, seq desc) where move = 'SANCTION';

create function applications.guard_decision() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(old) - 'content' = to_jsonb(new) - 'content'
            and applications.sealed_anew(old.content, new.content) then
        return new;
    end if;
    perform applications.refuse('decision_is_append_only');
    return null;
end $$;
create trigger guard before update or delete on applications.decision
    for each row execute function applications.guard_decision();

create function applications.guard_decision_key() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(old) - 'key_pair' = to_jsonb(new) - 'key_pair'
            and applications.sealed_anew(old.key_pair, new.key_pair) then
        return new;
    end if;
    perform applications.refuse('decision_key_is_append_only');
    return null;
end $$;
create trigger guard before update or delete on applications.decision_key
    for each row execute function applications.guard_decision_key();

-- No sanction without its record: the amount that the application carries is the one that was signed.
create function applications.guard_decision_recorded() returns trigger language plpgsql as $$
begin
    if exists (select 1 from applications.application a
               where a.id = new.id and a.state = 'APPROVED' and a.transitions = new.transitions)
            and not exists (select 1 from applications.decision d
               where d.application_id = new.id and d.seq = new.transitions and d.move = 'SANCTION'
                 and d.amount = new.sanctioned) then
        perform applications.refuse('sanction_is_on_record');
    end if;
    return null;
end $$;
create constraint trigger sanction_on_record after update of sanctioned on applications.application
    deferrable initially deferred for each row when (new.state = 'APPROVED' and old.state <> 'APPROVED')
    execute function applications.guard_decision_recorded();

-- What was sanctioned before decisions were kept this way has no record to be compared with.
create table applications.decision_before (
    application_id uuid not null,
    seq            integer not null,
    primary key (application_id, seq)
);
insert into applications.decision_before (application_id, seq)
select application_id, seq from applications.transition where to_state = 'APPROVED';
create trigger guard before insert or update or delete on applications.decision_before
    for each row execute function applications.guard_append_only();

-- Sanctioned applications that are not any more what was sanctioned: nothing of them is paid.
create table applications.stopped_payment (
    id             uuid primary key,
    application_id uuid not null references applications.application (id),
    found_at       timestamptz not null,
    differences    text[] not null check (cardinality(differences) > 0),
    settled_at     timestamptz
);
create unique index stopped_payment_open on applications.stopped_payment (application_id) where settled_at is null;
create function applications.guard_stopped_payment() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.settled_at is null and new.settled_at is not null
            and to_jsonb(old) - 'settled_at' = to_jsonb(new) - 'settled_at' then
        return new;
    end if;
    perform applications.refuse('stopped_payment_is_only_settled');
    return null;
end $$;
create trigger guard before update or delete on applications.stopped_payment
    for each row execute function applications.guard_stopped_payment();
