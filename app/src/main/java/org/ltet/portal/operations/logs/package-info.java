/** What may stand in the log as JSON. */
@NullMarked
package org.ltet.portal.operations.logs;

import org.jspecify.annotations.NullMarked;
