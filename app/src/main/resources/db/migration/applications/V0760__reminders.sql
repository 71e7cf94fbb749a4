-- What the portal reminded a member of by itself: of an answer that is asked for, of a draft that will be discarded.
create table applications.reminder (
    application_id uuid not null references applications.application (id),
    kind           text not null check (kind in ('ANSWER', 'DRAFT')),
    -- the send-back, or the last change of the draft: a new one begins a new row of reminders
    since          timestamptz not null,
    ordinal        integer not null check (ordinal > 0),
    at             timestamptz not null,
    primary key (application_id, kind, since, ordinal)
);
create trigger guard before update or delete on applications.reminder
    for each row execute function applications.guard_append_only();
