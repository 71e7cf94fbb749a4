create schema identity;

create table identity.account (
    id              uuid        not null primary key,
    employee_number text        not null unique check (employee_number ~ '^[A-Z0-9-]{1,20}$'),
    display_name    text        not null check (length(display_name) between 1 and 200),
    email           text        unique check (email = lower(email)),
    password_hash   text,
    status          text        not null check (status in ('ACTIVE', 'DISABLED')),
    opened_at       timestamptz not null,
    last_sign_in_at timestamptz
);

create table identity.role_assignment (
    account_id uuid        not null references identity.account,
    role       text        not null check (role in ('MEMBER', 'SCRUTINY_OFFICER', 'SUB_PANEL_MEMBER',
        'APEX_PANEL_MEMBER', 'ACCOUNTS_OFFICER', 'ACCOUNTS_APPROVER', 'TRUST_ADMIN', 'HEAD', 'SYSTEM_ADMIN',
        'HELPDESK_AGENT')),
    ics        text[]      not null default '{}',
    regions    text[]      not null default '{}',
    schemes    text[]      not null default '{}',
    granted_at timestamptz not null,
    primary key (account_id, role)
);

-- One row per name typed at sign-in, whether or not such an account exists.
create table identity.sign_in_attempts (
    name     text        not null primary key,
    attempts int         not null check (attempts > 0),
    last_at  timestamptz not null
);
