-- While the index key is being replaced a voucher has two blind indexes; they change with their key at any time.
drop index payments.voucher_by_payee;
alter table payments.voucher
    alter column payee_account_index type bytea[] using array[payee_account_index];
alter table payments.voucher add constraint voucher_has_index check (cardinality(payee_account_index) > 0);
create index voucher_by_payee on payments.voucher using gin (payee_account_index);

create function payments.only_indexed_anew(before_row jsonb, after_row jsonb) returns boolean
language sql immutable as $$
    select before_row - 'payee_account_index' = after_row - 'payee_account_index'
$$;

drop trigger voucher_kept on payments.voucher;
create trigger voucher_kept before update on payments.voucher for each row
    when ((old.payee_account = new.payee_account
            or not payments.only_sealed_anew(old.payee_account, new.payee_account, to_jsonb(old), to_jsonb(new)))
        and (old.payee_account_index = new.payee_account_index
            or not payments.only_indexed_anew(to_jsonb(old), to_jsonb(new))))
    execute function payments.keep_voucher();
