-- Tokens carry the generation of their account. A new password, another state of the account, and a role taken away or
-- changed begin a new one, whichever way they come about: all tokens given before open nothing any more.
alter table identity.account add column token_generation int not null default 0;

create function identity.begin_token_generation() returns trigger language plpgsql as $$
begin
    new.token_generation := old.token_generation + 1;
    return new;
end $$;

create trigger tokens_end_with_credentials before update on identity.account
    for each row when (old.password_hash is distinct from new.password_hash or old.status is distinct from new.status)
    execute function identity.begin_token_generation();

create function identity.tell_of_account() returns trigger language plpgsql as $$
begin
    perform pg_notify('identity_changed', 'account ' || new.id);
    return null;
end $$;

create trigger tell_of_account after update on identity.account
    for each row when ((old.token_generation, old.status, old.employee_number, old.display_name)
        is distinct from (new.token_generation, new.status, new.employee_number, new.display_name))
    execute function identity.tell_of_account();

create function identity.tell_of_roles() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform pg_notify('identity_changed', 'account ' || new.account_id);
    else
        update identity.account set token_generation = token_generation + 1 where id = old.account_id;
    end if;
    return null;
end $$;

create trigger tell_of_new_role after insert on identity.role_assignment
    for each row execute function identity.tell_of_roles();
create trigger tokens_end_with_role after delete on identity.role_assignment
    for each row execute function identity.tell_of_roles();
create trigger tokens_end_with_changed_role after update on identity.role_assignment
    for each row when ((old.account_id, old.role, old.ics, old.regions, old.schemes)
        is distinct from (new.account_id, new.role, new.ics, new.regions, new.schemes))
    execute function identity.tell_of_roles();

-- A token that was taken back is refused on every node at once.
create function identity.tell_of_token() returns trigger language plpgsql as $$
begin
    perform pg_notify('identity_changed', 'token ' || new.id);
    return null;
end $$;

create trigger tell_of_token after insert on identity.revoked_token
    for each row execute function identity.tell_of_token();
