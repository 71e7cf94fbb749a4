-- What the gateway cannot say waits for people.
alter table payments.open_item
    drop constraint open_item_kind_check,
    add constraint open_item_kind_check check (kind in ('UNKNOWN_REFERENCE', 'WRONG_AMOUNT', 'NOT_RELEASED',
        'DUPLICATE_REFUSAL', 'REFUSED_AFTER_PAID', 'DEBIT_AFTER_REFUSAL', 'SECOND_DEBIT', 'SECOND_RETURN',
        'PAYOUT_AFTER_GIVING_UP', 'SEVERAL_PAYOUTS', 'PAYOUT_NOT_FOUND', 'BANK_LINE_OF_PAYOUT'));
