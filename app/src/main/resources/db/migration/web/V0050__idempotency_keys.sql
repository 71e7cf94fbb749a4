create schema web;

-- What was answered to a POST with an Idempotency-Key, so that a repeated request gets the same answer.
create table web.idempotency_key (
    principal    text        not null,
    key          text        not null check (length(key) between 1 and 100),
    request_hash bytea       not null check (length(request_hash) = 32),
    started_at   timestamptz not null,
    status       int,
    content_type text,
    location     text,
    etag         text,
    body         bytea,
    primary key (principal, key)
);
create index idempotency_key_by_start on web.idempotency_key (started_at);
