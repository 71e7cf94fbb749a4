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
