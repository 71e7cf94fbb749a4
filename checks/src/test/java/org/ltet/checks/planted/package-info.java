/** Unsafe on purpose: shows that the checks find what they are there to find. Nothing runs it. */
@NullMarked
package org.ltet.checks.planted;

import org.jspecify.annotations.NullMarked;
