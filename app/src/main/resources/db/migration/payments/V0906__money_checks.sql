-- What the nightly check of all totals found, and the differences by name. Written once.
create table payments.money_check (
    id          uuid primary key,
    started_by  text not null,
    started_at  timestamptz not null,
    took_millis bigint not null check (took_millis >= 0),
    differences integer not null check (differences >= 0)
);

create table payments.money_level (
    check_id uuid not null references payments.money_check,
    level    text not null check (level in ('LINE', 'APPLICATION', 'VOUCHER', 'PAYMENT', 'BATCH', 'FILE', 'BANK', 'LEDGER')),
    count    bigint not null,
    expected numeric(16, 2) not null,
    found    numeric(16, 2) not null,
    primary key (check_id, level)
);

create table payments.money_difference (
    check_id uuid not null references payments.money_check,
    seq      integer not null,
    level    text not null,
    subject  text not null,
    expected text not null,
    found    text not null,
    primary key (check_id, seq)
);

create trigger money_check_written_once before update or delete on payments.money_check
    for each row execute function payments.refuse_change();
create trigger money_level_written_once before update or delete on payments.money_level
    for each row execute function payments.refuse_change();
create trigger money_difference_written_once before update or delete on payments.money_difference
    for each row execute function payments.refuse_change();
