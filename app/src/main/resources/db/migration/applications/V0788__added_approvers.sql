-- Whoever was asked for an approval beside the levels has a stage of the application too, and so no other one.
alter table applications.level_actor drop constraint level_actor_level_check;
alter table applications.level_actor add constraint level_actor_level_check
    check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL', 'ADDED_APPROVER', 'ACCOUNTS_MAKER', 'ACCOUNTS_CHECKER'));
