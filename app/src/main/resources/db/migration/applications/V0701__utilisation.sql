-- What sanctioned applications use of the limits: from sanction until payment is finally cancelled.
-- A family's use of one scheme is one scope; whoever sanctions locks its row and reckons with what is there.
create table applications.utilisation_scope (
    scheme_code text not null,
    member_id   uuid not null,
    revision    bigint not null default 0,
    primary key (scheme_code, member_id)
);

-- One sanction, with the revision of the scope that it made. Two sanctions reckoned from the same past use would make
-- the same revision: the second is refused, whatever the program did.
create table applications.sanction (
    application_id uuid not null,
    seq            integer not null,
    scheme_code    text not null,
    member_id      uuid not null,
    revision       bigint not null check (revision > 0),
    amount         numeric(14, 2) not null check (amount > 0),
    at             timestamptz not null,
    cancelled_at   timestamptz,
    primary key (application_id, seq),
    foreign key (application_id, seq) references applications.transition (application_id, seq),
    foreign key (scheme_code, member_id) references applications.utilisation_scope (scheme_code, member_id),
    constraint reckoned_from_newest_use unique (scheme_code, member_id, revision)
);
create unique index one_live_sanction on applications.sanction (application_id) where cancelled_at is null;

create table applications.utilisation (
    id             uuid primary key,
    application_id uuid not null,
    seq            integer not null,
    scheme_code    text not null,
    member_id      uuid not null,
    beneficiary_id uuid not null,
    head           text not null default '',
    key            text,
    used_on        date not null,
    amount         numeric(14, 2) not null check (amount >= 0),
    admitted       numeric(14, 2) not null check (admitted >= 0),
    quantity       numeric(10, 2),
    cancelled_at   timestamptz,
    foreign key (application_id, seq) references applications.sanction (application_id, seq)
);
create index utilisation_live on applications.utilisation (scheme_code, member_id) where cancelled_at is null;
create index utilisation_of_application on applications.utilisation (application_id);

-- Each limit of the scheme that a sanction uses, as a second guard behind the benefit engine: whose and which period is
-- in limit_key ("S06/2/<person>/LEFT/LIFETIME"). What may happen once is unique, what has an amount is summed.
create table applications.limit_use (
    application_id uuid not null,
    seq            integer not null,
    limit_key      text not null,
    once           boolean not null,
    amount         numeric(14, 2) not null check (amount >= 0),
    limit_amount   numeric(14, 2),
    cancelled_at   timestamptz,
    primary key (application_id, seq, limit_key),
    foreign key (application_id, seq) references applications.sanction (application_id, seq)
);
create unique index once_only on applications.limit_use (limit_key) where once and cancelled_at is null;
create index limit_use_live on applications.limit_use (limit_key) where cancelled_at is null;
