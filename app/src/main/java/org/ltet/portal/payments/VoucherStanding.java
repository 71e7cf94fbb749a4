package org.ltet.portal.payments;

/**
 * What lies beside a voucher and counts when somebody acts on it.
 *
 * @param openItem the bank's word on some payment of the application, of whichever voucher, waits for a person
 * @param paymentOut some payment of the application is with the bank, or paid
 * @param batchFrozen the voucher is in a batch that takes and gives nothing any more
 * @param relative the person who acts is a relative of the member, or of the same household
 */
record VoucherStanding(boolean openItem, boolean paymentOut, boolean batchFrozen, boolean relative) {}
