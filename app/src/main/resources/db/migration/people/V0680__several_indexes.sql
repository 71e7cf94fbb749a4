-- While the index key is being replaced a number has two blind indexes, that of the key before and that of the new one:
-- numbers are equal where their indexes overlap.
drop index people.bank_account_number;
alter table people.bank_account alter column number_index type bytea[] using array[number_index];
alter table people.bank_account add constraint bank_account_has_index check (cardinality(number_index) > 0);
create index bank_account_number on people.bank_account using gin (number_index) with (fastupdate = off);
alter table people.hrms_stage_account alter column number_index type bytea[] using array[number_index];

create or replace function people.keep_bank_account() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.id, new.member_id, new.source, new.ifsc, new.last_four, new.holder, new.added_at)
           is distinct from
           (old.id, old.member_id, old.source, old.ifsc, old.last_four, old.holder, old.added_at)
        -- indexes are made anew with their key, and then nothing else changes
        or new.number_index <> old.number_index
            and to_jsonb(new) - 'number_index' <> to_jsonb(old) - 'number_index'
        or (new.active and not old.active)
    then
        raise exception 'a recorded bank account may only be closed' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
