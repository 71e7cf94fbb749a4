/** Stand-in for SAP: journal entries and their reversals, posted once per idempotency key (ITG-2, ITG-6). */
@NullMarked
package org.ltet.simulators.sap;

import org.jspecify.annotations.NullMarked;
