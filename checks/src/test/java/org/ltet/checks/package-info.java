/** What the build refuses: unsafe code, unfit dependencies, secrets, and parsers that fall over. */
@NullMarked
package org.ltet.checks;

import org.jspecify.annotations.NullMarked;
