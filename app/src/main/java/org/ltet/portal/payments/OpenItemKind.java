package org.ltet.portal.payments;

/** Why an entry of the bank waits for a person. */
public enum OpenItemKind {
    /** No payment of ours has this reference. */
    UNKNOWN_REFERENCE,
    /** The amount or the currency is not that of the payment. */
    WRONG_AMOUNT,
    /** The payment was never released. */
    NOT_RELEASED,
    /** The bank refuses as a duplicate: the first one may be on its way. */
    DUPLICATE_REFUSAL,
    /** The bank refuses what it reported as paid. */
    REFUSED_AFTER_PAID,
    /** The bank debits what it refused. */
    DEBIT_AFTER_REFUSAL,
    /** The bank debits a second time. */
    SECOND_DEBIT,
    /** Money comes back for a payment that is not out. */
    SECOND_RETURN,
    /** The gateway has the payout after all that a person gave up. */
    PAYOUT_AFTER_GIVING_UP,
    /** The gateway has several payouts under the reference of the payment, and nobody knows which is ours. */
    SEVERAL_PAYOUTS,
    /** The gateway had, or may have, a payout that it does not tell of any more, or that it cannot be asked for. */
    PAYOUT_NOT_FOUND,
    /** The bank speaks of a payment that went through the gateway, whose word settles it. */
    BANK_LINE_OF_PAYOUT
}
