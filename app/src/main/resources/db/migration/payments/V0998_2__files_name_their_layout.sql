-- A file says with which layout it was written. A node of the release before cannot, and writes as configured: taken for
-- a batch that was frozen so, refused for any other.
alter table payments.release add column neft_layout_id uuid references payments.neft_layout;

create function payments.written_with_layout_of_batch() returns trigger language plpgsql as $$
declare
    kept uuid;
begin
    select b.neft_layout_id into kept from payments.batch b where b.id = new.batch_id;
    if new.neft_layout_id is distinct from kept and (new.neft_layout_id is not null or not exists (
            select 1 from payments.neft_layout l where l.id = kept and l.state = 'CONFIGURED')) then
        raise exception 'The file of batch % is not written with the layout that it was frozen with', new.batch_id
            using errcode = 'check_violation', constraint = 'release_layout_of_batch';
    end if;
    return new;
end $$;
create trigger release_layout_of_batch before insert on payments.release
    for each row execute function payments.written_with_layout_of_batch();
