/** Stand-in for a payout gateway: payouts, account validation and signed webhooks (ITG-3, ITG-6). */
@NullMarked
package org.ltet.simulators.gateway;

import org.jspecify.annotations.NullMarked;
