/** Measures of submitting and deciding beside the same SQL run by pgbench. */
@NullMarked
package org.ltet.portal.throughput;

import org.jspecify.annotations.NullMarked;
