-- What administrators changed; a setting without a row has its standard value.
create table operations.setting (
    key        text        not null primary key check (key ~ '^[a-z]+(\.[a-zA-Z]+)+$'),
    value      bigint      not null,
    changed_at timestamptz not null
);
