/** What payments needs from the outside: a channel to the bank, implemented by an adapter. */
@NullMarked
@org.springframework.modulith.NamedInterface("spi")
package org.ltet.portal.payments.spi;

import org.jspecify.annotations.NullMarked;
