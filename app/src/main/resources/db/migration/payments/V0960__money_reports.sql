-- The reconciliation of a month goes from a line of the bank to its entries, and finds the lines by their dates.
create index ledger_by_word_of_bank on payments.ledger_entry (bank_key) where bank_key is not null;
create index bank_entry_moved_on on payments.bank_entry (value_date) where kind in ('DEBIT', 'CREDIT');
create index bank_entry_undated on payments.bank_entry (import_id) where kind in ('DEBIT', 'CREDIT') and value_date is null;
