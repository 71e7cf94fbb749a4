/** What people do with the portal, done in a real browser against the packaged programs. */
@NullMarked
package org.ltet.journeys;

import org.jspecify.annotations.NullMarked;
