/** Payments through a gateway: told one by one, looked up, settled by its signed events, given up by people (ITG-3). */
@NullMarked
package org.ltet.portal.payments.payout;

import org.jspecify.annotations.NullMarked;
