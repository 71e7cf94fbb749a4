/** What payments needs from the outside: a channel to the bank and the accounting system, implemented by adapters. */
@NullMarked
@org.springframework.modulith.NamedInterface("spi")
package org.ltet.portal.payments.spi;

import org.jspecify.annotations.NullMarked;
