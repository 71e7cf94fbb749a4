/** A payment gateway in the style of the big Indian ones, over HTTP: payouts and their signed events (ITG-3). */
@NullMarked
package org.ltet.portal.integrations.gateway;

import org.jspecify.annotations.NullMarked;
