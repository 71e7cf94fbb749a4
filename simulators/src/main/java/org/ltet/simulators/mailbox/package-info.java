/** A real SMTP server that delivers to nobody and shows what was sent (ITG-4, ITG-6). */
@NullMarked
package org.ltet.simulators.mailbox;

import org.jspecify.annotations.NullMarked;
