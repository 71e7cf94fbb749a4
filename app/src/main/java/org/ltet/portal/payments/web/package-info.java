/** The screens of accounts: work lists, vouchers, batches, reconciliation. */
@NullMarked
package org.ltet.portal.payments.web;

import org.jspecify.annotations.NullMarked;
