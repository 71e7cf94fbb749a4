-- A batch keeps the layout with which it was frozen. Also for nodes of the release before, which know nothing of layouts:
-- what they freeze keeps the version in force.
alter table payments.batch add column neft_layout_id uuid references payments.neft_layout;

create function payments.keep_layout_of_batch() returns trigger language plpgsql as $$
declare
    current uuid;
begin
    if new.state = 'OPEN' or new.way <> 'BANK_FILE' then
        new.neft_layout_id = null;
    elsif old.state = 'OPEN' then
        perform payments.lock_neft_layouts(false);
        select l.id into current from payments.neft_layout l where l.state = 'IN_FORCE';
        if new.neft_layout_id is null then
            new.neft_layout_id = current;
        elsif current is not null and new.neft_layout_id <> current or current is null and not exists (
                select 1 from payments.neft_layout l where l.id = new.neft_layout_id and l.state = 'CONFIGURED') then
            raise exception 'Batch % is frozen with a NEFT layout that is not in force', new.number
                using errcode = 'check_violation', constraint = 'batch_layout_in_force';
        end if;
    elsif new.neft_layout_id is distinct from old.neft_layout_id then
        raise exception 'Batch % keeps its NEFT layout', new.number
            using errcode = 'check_violation', constraint = 'batch_layout_kept';
    end if;
    return new;
end $$;
create trigger batch_layout_kept before update on payments.batch
    for each row execute function payments.keep_layout_of_batch();
