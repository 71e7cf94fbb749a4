/** Tests of figures and of the log as JSON. */
@NullMarked
package org.ltet.portal.console.metrics;

import org.jspecify.annotations.NullMarked;
