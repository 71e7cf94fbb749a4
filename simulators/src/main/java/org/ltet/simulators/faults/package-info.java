/** Switchable faults that strike any simulated system before, during or after it acts (ITG-6). */
@NullMarked
package org.ltet.simulators.faults;

import org.jspecify.annotations.NullMarked;
