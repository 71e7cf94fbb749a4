-- Who acted at one level has the application never in hands at another, however it was given to that person.
alter table review.task add constraint not_held_by_who_acted_at_another_level check (assigned_to is null
    or not acted && array_remove(array['SCRUTINY:' || assigned_to, 'SUB_PANEL:' || assigned_to,
        'APEX_PANEL:' || assigned_to], level || ':' || assigned_to));
