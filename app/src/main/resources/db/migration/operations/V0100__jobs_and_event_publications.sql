create schema operations;

-- Layout prescribed by db-scheduler 16.
create table operations.job (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index job_by_execution_time on operations.job (execution_time);
create index job_by_heartbeat on operations.job (last_heartbeat);

-- Layout prescribed by Spring Modulith's event publication registry, version 2.
create table operations.event_publication (
    id                     uuid        not null primary key,
    listener_id            text        not null,
    event_type             text        not null,
    serialized_event       text        not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index event_publication_by_event on operations.event_publication using hash (serialized_event);
create index event_publication_by_completion on operations.event_publication (completion_date);
