/** What of the ledger goes to the accounting system: waiting, posted, refused, and compared with what stands there. */
@NullMarked
package org.ltet.portal.payments.posting;

import org.jspecify.annotations.NullMarked;
