/** What operations needs from outside: a holder of the master key, and who hears of changes made on other nodes. */
@NullMarked
@org.springframework.modulith.NamedInterface("spi")
package org.ltet.portal.operations.spi;

import org.jspecify.annotations.NullMarked;
