/**
 * What operations needs from outside: a holder of the master key, who hears of changes made on other nodes, and from
 * each module what it keeps of persons, for how long, and what a legal hold can lie on.
 */
@NullMarked
@org.springframework.modulith.NamedInterface("spi")
package org.ltet.portal.operations.spi;

import org.jspecify.annotations.NullMarked;
