-- A file of role changes as it was tried out, and whether it was applied.
create table identity.role_import (
    id          uuid        not null primary key,
    file_name   text        not null check (length(file_name) between 1 and 200),
    lines       jsonb       not null,
    line_count  int         not null check (line_count > 0),
    problems    int         not null check (problems between 0 and line_count),
    prepared_at timestamptz not null,
    prepared_by uuid        not null references identity.account,
    applied_at  timestamptz,
    applied_by  uuid references identity.account,
    check ((applied_at is null) = (applied_by is null)),
    check (applied_at is null or problems = 0)
);
create index role_import_by_time on identity.role_import (prepared_at desc);

create function identity.keep_applied_import() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.applied_at is not null or new.lines <> old.lines then
        raise exception 'an import of roles stays as it was tried out, and is applied once'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_applied_import before update or delete on identity.role_import
    for each row execute function identity.keep_applied_import();
