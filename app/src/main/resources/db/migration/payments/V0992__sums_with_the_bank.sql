-- What of a batch is still with the bank is added up from the index alone.
create index payment_with_bank on payments.payment (batch_id) include (amount) where state = 'RELEASED';
drop index payments.payment_unsettled;
