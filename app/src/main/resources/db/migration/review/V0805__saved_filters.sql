-- Filters of the queue that a reviewer keeps under a name, at one of nine places: the digit that picks it.
create table review.saved_filter (
    id           uuid primary key,
    owner        text not null,
    place        smallint not null check (place between 1 and 9),
    name         text not null check (length(name) between 1 and 40 and name = btrim(name)),
    preferred    boolean not null default false,
    tab          text not null
        check (tab in ('TO_DO', 'MINE', 'SENT_BACK', 'OVERDUE', 'ESCALATED', 'ASKED', 'DONE')),
    scheme       text check (length(scheme) between 1 and 60),
    ic           text check (length(ic) between 1 and 60),
    state        text check (length(state) between 1 and 40),
    at_least_days integer check (at_least_days in (3, 7, 15, 30)),
    amount_from  numeric(14, 2) check (amount_from >= 0),
    amount_to    numeric(14, 2) check (amount_to >= 0),
    number       text check (length(number) between 1 and 60),
    saved_at     timestamptz not null,
    constraint one_place_each unique (owner, place)
);
create unique index saved_filter_name on review.saved_filter (owner, lower(name));
create unique index saved_filter_preferred on review.saved_filter (owner) where preferred;
