-- From which addresses a role may be used; a role without a row may be used from everywhere (ACC-7).
create table identity.role_network (
    role    text not null check (role <> 'MEMBER'),
    network cidr not null,
    primary key (role, network)
);

create function identity.tell_of_networks() returns trigger language plpgsql as $$
begin
    perform pg_notify('identity_changed', 'networks 00000000-0000-0000-0000-000000000000');
    return null;
end $$;
create trigger tell_of_networks after insert or update or delete or truncate on identity.role_network
    for each statement execute function identity.tell_of_networks();

-- Refused although the password was right: not from this address.
alter table identity.sign_in drop constraint sign_in_outcome_check,
    add constraint sign_in_outcome_check check (outcome in ('SIGNED_IN', 'WRONG_PASSWORD', 'LOCKED', 'OUTSIDE'));
