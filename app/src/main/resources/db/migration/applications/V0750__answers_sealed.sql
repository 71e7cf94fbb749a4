-- Answers hold income and health, facts hold birth dates, the reckoning repeats both: they lie sealed. What is there
-- already becomes bytes with the format 0, "in clear", and is sealed when the portal starts.
drop trigger guard on applications.application;
alter table applications.application drop constraint application_answers_check;
alter table applications.application
    alter column answers drop default,
    alter column answers type bytea using '\x00'::bytea || convert_to(answers::text, 'UTF8'),
    alter column facts type bytea using '\x00'::bytea || convert_to(facts::text, 'UTF8'),
    alter column benefit type bytea using '\x00'::bytea || convert_to(benefit::text, 'UTF8');

-- Whether these are the same values under a later data key: a sealed value begins with the number of its key.
create function applications.sealed_anew(before bytea, after bytea) returns boolean language sql immutable as $$
    select before is not distinct from after or substring(after from 1 for 5) > substring(before from 1 for 5)
$$;

create function applications.only_sealed_anew(old applications.application, new applications.application)
returns boolean language sql immutable as $$
    select new.version = old.version
        and applications.sealed_anew(old.answers, new.answers)
        and applications.sealed_anew(old.facts, new.facts)
        and applications.sealed_anew(old.benefit, new.benefit)
        and to_jsonb(old) - '{answers,facts,benefit}'::text[] = to_jsonb(new) - '{answers,facts,benefit}'::text[]
$$;

create trigger guard before insert or delete on applications.application
    for each row execute function applications.guard_application();
create trigger guard_update before update on applications.application for each row
    when (new.version <> old.version or not applications.only_sealed_anew(old, new))
    execute function applications.guard_application();
