/** Stand-ins for the systems the portal talks to, as real HTTP and SMTP servers with switchable faults (ITG-6). */
@NullMarked
package org.ltet.simulators;

import org.jspecify.annotations.NullMarked;
