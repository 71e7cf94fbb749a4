-- The job takes what is due longest, without passing over what waits for its next try.
create index posting_due on payments.posting (next_try_at, number) where state = 'WAITING';
-- Days and counts out of the index alone.
create index posting_of_day on payments.posting (day, state, amount);
create index posting_on_another_day on payments.posting (post_on, day) where post_on is not null;
create index ledger_bank_by_day on payments.ledger_entry (day, id) include (debit, credit, amount)
    where debit = 'BANK' or credit = 'BANK';
