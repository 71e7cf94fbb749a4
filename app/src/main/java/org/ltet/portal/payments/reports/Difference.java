package org.ltet.portal.payments.reports;

/** How a line of the bank and the ledger stand to each other in the reconciliation of a month. */
public enum Difference {
    /** Both in this month, with the same amount. */
    MATCHED,
    /** The ledger booked it this month; the bank dates it in another one. */
    DATED_ELSEWHERE,
    /** The ledger has it, and no line of the bank stands for it. */
    WITHOUT_LINE,
    /** The bank dates it in this month; the ledger booked it in another one. */
    BOOKED_ELSEWHERE,
    /** The bank has it, and it waits for a person. */
    OPEN,
    /** The bank has it, and a person settled it without an entry in the account of the bank. */
    SETTLED,
    /** The bank has it, and it changed nothing: taken and given back before it was told as paid, or told again. */
    NOTED,
    /** Both in this month, with different amounts. */
    AMOUNT
}
