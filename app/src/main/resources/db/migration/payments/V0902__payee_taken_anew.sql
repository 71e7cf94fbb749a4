-- Whether the payee was taken anew since money came back is a fact of its own, not a comparison of two clocks.
alter table payments.voucher add column payee_current boolean not null default true;

update payments.voucher set payee_current = false
where state = 'PREPARED' and returned_at is not null and payee_taken_at < returned_at;

alter table payments.voucher drop constraint voucher_payee_renewed;
alter table payments.voucher add constraint voucher_payee_renewed check (payee_current
    or state in ('PREPARED', 'RETURNED_TO_SCRUTINY', 'CANCELLED'));
