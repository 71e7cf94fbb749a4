/** What sign-in needs from others: how a person can be reached, and the channels that reach them. */
@NamedInterface("spi")
@NullMarked
package org.ltet.portal.identity.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
