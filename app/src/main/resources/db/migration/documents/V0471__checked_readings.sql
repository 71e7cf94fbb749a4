-- What people made of what was read: the measure of how far readings can be trusted.
create table documents.reading_check (
    id          uuid primary key,
    document_id uuid          not null references documents.reading,
    field       text          not null check (field ~ '^[A-Z_]{3,40}$'),
    confidence  numeric(4, 3) not null check (confidence between 0 and 1),
    agreed      boolean       not null,
    -- what was confirmed instead, sealed; what was read and where lies with the reading
    confirmed   bytea,
    checked_at  timestamptz   not null,
    unique (document_id, field),
    check (agreed = (confirmed is null))
);
