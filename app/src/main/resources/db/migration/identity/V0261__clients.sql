-- Programs that may ask for tokens (ACC-8). SYSTEM acts for itself and proves who it is by a secret or a signed
-- assertion; PUBLIC runs on people's devices, can keep no secret, and acts for people who permit it.
create table identity.client (
    id               uuid        not null primary key,
    client_id        text        not null unique check (client_id ~ '^[a-z0-9-]{8,60}$'),
    kind             text        not null check (kind in ('SYSTEM', 'PUBLIC')),
    name             text        not null check (length(name) between 1 and 100),
    contact          text        not null check (length(contact) between 3 and 200),
    scopes           text[]      not null check (cardinality(scopes) > 0),
    addresses        cidr[]      not null default '{}' check (cardinality(addresses) <= 50),
    redirect_uris    text[]      not null default '{}' check (cardinality(redirect_uris) <= 10),
    public_key       text        check (length(public_key) <= 2000),
    status           text        not null check (status in ('ENABLED', 'DISABLED', 'REVOKED')),
    ends_at          timestamptz,
    token_generation int         not null default 0,
    registered_at    timestamptz not null,
    last_used_at     timestamptz,
    last_used_from   text,
    version          int         not null default 1,
    check (kind = 'PUBLIC' or (cardinality(addresses) > 0 and cardinality(redirect_uris) = 0)),
    check (kind = 'SYSTEM' or (cardinality(redirect_uris) > 0 and public_key is null))
);
create unique index client_by_name on identity.client (lower(name)) where status <> 'REVOKED';

-- Only hashes are kept; two may be valid at once, so that one can be replaced while the program runs.
create table identity.client_secret (
    id      uuid        not null primary key,
    client  uuid        not null references identity.client,
    slot    smallint    not null check (slot in (1, 2)),
    hash    bytea       not null check (length(hash) = 32),
    made_at timestamptz not null,
    ends_at timestamptz check (ends_at > made_at),
    unique (client, slot)
);

create function identity.only_systems_have_secrets() returns trigger language plpgsql as $$
begin
    if not exists (select from identity.client where id = new.client and kind = 'SYSTEM' and status <> 'REVOKED') then
        raise exception 'Only a system that was not revoked has secrets' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger only_systems_have_secrets before insert or update on identity.client_secret
    for each row execute function identity.only_systems_have_secrets();

-- A signed assertion counts once (RFC 7523).
create table identity.client_assertion (
    client   uuid        not null references identity.client,
    jti_hash bytea       not null check (length(jti_hash) = 32),
    ends_at  timestamptz not null,
    primary key (client, jti_hash)
);

-- Revoking is for good. Whoever is switched off or revoked loses all tokens.
create function identity.keep_client_rules() returns trigger language plpgsql as $$
begin
    if old.status = 'REVOKED' then
        raise exception 'A revoked program stays revoked' using errcode = 'restrict_violation';
    end if;
    if (new.id, new.client_id, new.kind) is distinct from (old.id, old.client_id, old.kind) then
        raise exception 'What a program is does not change' using errcode = 'restrict_violation';
    end if;
    if new.status <> 'ENABLED' and old.status = 'ENABLED' then
        new.token_generation := old.token_generation + 1;
    end if;
    return new;
end $$;

create trigger keep_client_rules before update on identity.client
    for each row execute function identity.keep_client_rules();

create function identity.tell_of_client() returns trigger language plpgsql as $$
begin
    perform pg_notify('identity_changed', 'client ' || new.id);
    return null;
end $$;

create trigger tell_of_new_client after insert on identity.client
    for each row execute function identity.tell_of_client();
create trigger tell_of_client after update on identity.client
    for each row when ((old.name, old.scopes, old.addresses, old.redirect_uris, old.status, old.ends_at,
            old.token_generation)
        is distinct from (new.name, new.scopes, new.addresses, new.redirect_uris, new.status, new.ends_at,
            new.token_generation))
    execute function identity.tell_of_client();
