-- For the check of the account, and who else is paid to it.
create index voucher_by_bank_account on payments.voucher (payee_bank_account);
