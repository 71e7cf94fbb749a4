/** Figures of the running portal for a program that collects them, on a port of its own. */
@NullMarked
package org.ltet.portal.console.metrics;

import org.jspecify.annotations.NullMarked;
