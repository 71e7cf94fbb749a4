-- What was learned from decisions, in versions: readable numbers, the figures measured on cases that were left out, and
-- from what it was learned. Never changed.
create table review.risk_model (
    version     integer primary key check (version > 0),
    trained_at  timestamptz not null,
    trained_by  text not null,
    examples    integer not null check (examples > 0),
    positives   integer not null check (positives between 1 and examples - 1),
    decided_to  timestamptz not null,
    seed        bigint not null,
    model       jsonb not null check (jsonb_typeof(model) = 'object'),
    figures     jsonb not null check (jsonb_typeof(figures) = 'object'),
    groups      jsonb not null check (jsonb_typeof(groups) = 'object')
);
create trigger guard before update or delete on review.risk_model
    for each row execute function review.guard_append_only();

-- Whether reviewers see what the model expects; off until somebody switches it on.
create table review.risk_model_switch (
    number     integer generated always as identity primary key,
    shown      boolean not null,
    changed_by text not null,
    changed_at timestamptz not null
);
create trigger guard before update or delete on review.risk_model_switch
    for each row execute function review.guard_append_only();
