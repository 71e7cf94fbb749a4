/** What system administrators see of the running portal and do about it: health, jobs, outbox, log levels, figures. */
@NullMarked
package org.ltet.portal.console;

import org.jspecify.annotations.NullMarked;
