/** The fund ledger and what is read from it: funds with their budgets, their entries, and the proof of totals. */
@NullMarked
package org.ltet.portal.payments.ledger;

import org.jspecify.annotations.NullMarked;
