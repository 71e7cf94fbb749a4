-- Loggers that tell more than usual for a while, on all nodes. Never less: alarms live on warnings and errors. Never
-- finer than DEBUG: TRACE of libraries prints the values of parameters. And of libraries only those whose DEBUG was read.
create table operations.log_level (
    logger     text        not null primary key check (
        length(logger) <= 200
        and (logger ~ '^org\.ltet\.portal(\.[A-Za-z][A-Za-z0-9]*)*$'
            or logger in ('com.zaxxer.hikari', 'org.springframework.jdbc.core', 'org.springframework.jdbc.support'))),
    level      text        not null check (level in ('INFO', 'DEBUG')),
    changed_at timestamptz not null,
    ends_at    timestamptz not null check (ends_at > changed_at and ends_at <= changed_at + interval '24 hours')
);

create function operations.tell_of_log_levels() returns trigger language plpgsql as $$
begin
    perform pg_notify('log_level', '');
    return null;
end
$$;
create trigger told after insert or update or delete on operations.log_level
    for each statement execute function operations.tell_of_log_levels();
