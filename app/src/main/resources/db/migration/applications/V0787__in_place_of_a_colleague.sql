-- Who stands in for a colleague on leave acts in the colleague's place: both are named, and both have acted at that stage
-- of the application, so that neither acts at another and whatever bars one of them bars both.
alter table applications.transition
    add column absent text,
    add column absent_name text,
    add constraint absent_is_named check ((absent is null) = (absent_name is null)),
    add constraint absent_is_another check (absent <> actor),
    add constraint absent_is_a_reviewer check (absent is null or acting_level is not null),
    add constraint absent_has_the_stage foreign key (application_id, absent, acting_level)
        references applications.level_actor (application_id, actor, level);

alter table applications.line_deduction
    add column absent text,
    add column absent_name text,
    add constraint absent_is_named check ((absent is null) = (absent_name is null)),
    add constraint absent_is_another check (absent <> actor),
    add constraint absent_has_the_stage foreign key (application_id, absent, level)
        references applications.level_actor (application_id, actor, level);
