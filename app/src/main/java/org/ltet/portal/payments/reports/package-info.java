/** Reports on money, each reckoned from the ledger: on screens, for programs, and as CSV, Excel and PDF. */
@NullMarked
package org.ltet.portal.payments.reports;

import org.jspecify.annotations.NullMarked;
