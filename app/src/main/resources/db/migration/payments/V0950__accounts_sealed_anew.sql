-- An account may be sealed anew under a later data key, in whatever state: a sealed value begins with the number of
-- its key, which only grows. Nothing else of the row may change with it.
create function payments.only_sealed_anew(before bytea, after bytea, before_row jsonb, after_row jsonb) returns boolean
language sql immutable as $$
    select substring(after from 1 for 5) > substring(before from 1 for 5)
        and before_row - 'payee_account' = after_row - 'payee_account'
$$;

drop trigger voucher_kept on payments.voucher;
create trigger voucher_kept before update on payments.voucher for each row
    when (old.payee_account = new.payee_account
        or not payments.only_sealed_anew(old.payee_account, new.payee_account, to_jsonb(old), to_jsonb(new)))
    execute function payments.keep_voucher();

drop trigger payment_kept on payments.payment;
create trigger payment_kept before insert or delete on payments.payment
    for each row execute function payments.keep_payment();
create trigger payment_kept_on_update before update on payments.payment for each row
    when (old.payee_account = new.payee_account
        or not payments.only_sealed_anew(old.payee_account, new.payee_account, to_jsonb(old), to_jsonb(new)))
    execute function payments.keep_payment();
