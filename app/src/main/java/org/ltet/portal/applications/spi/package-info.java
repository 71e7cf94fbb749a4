/** What applications ask of those who know more about an application's way through the trust. */
@NullMarked
@NamedInterface("spi")
package org.ltet.portal.applications.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
