/** Tests of the console. */
@NullMarked
package org.ltet.portal.console;

import org.jspecify.annotations.NullMarked;
