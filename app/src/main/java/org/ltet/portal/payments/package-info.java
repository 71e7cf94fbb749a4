/**
 * Money out: vouchers checked by two people, batches with control totals, one bank file per release, and the bank's
 * answers reconciled entry by entry. Nothing is ever paid twice, nothing is lost.
 */
@NullMarked
package org.ltet.portal.payments;

import org.jspecify.annotations.NullMarked;
