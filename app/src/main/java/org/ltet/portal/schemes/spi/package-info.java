/** What the schemes module asks of others: who the signed-in person may apply for, and what a family has used. */
@NullMarked
@NamedInterface("spi")
package org.ltet.portal.schemes.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
