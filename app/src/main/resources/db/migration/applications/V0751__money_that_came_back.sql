-- Money that came back after it was paid puts the application under finance again; there accounts pay it anew, give it
-- back to scrutiny, or cancel the payment for good, which ends the application and sets its limits free.
insert into applications.allowed_move (from_state, from_level, to_state, to_level, acting_role) values
    ('DISBURSED', '', 'UNDER_FINANCE', '', 'SYSTEM'),
    ('UNDER_FINANCE', '', 'LAPSED', '', 'ACCOUNTS_APPROVER');
