/** Stand-in for the bank's host-to-host channel: takes payment files, answers with status reports and notifications. */
@NullMarked
package org.ltet.simulators.bank;

import org.jspecify.annotations.NullMarked;
