/** Whether all that the portal needs is there and no work lies about, for whoever asks from the command line. */
@NullMarked
package org.ltet.portal.operations.health;

import org.jspecify.annotations.NullMarked;
