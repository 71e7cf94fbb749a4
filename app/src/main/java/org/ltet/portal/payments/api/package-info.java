/** The operations of accounts for programs: vouchers, batches, the bank's files and open items. */
@NullMarked
package org.ltet.portal.payments.api;

import org.jspecify.annotations.NullMarked;
