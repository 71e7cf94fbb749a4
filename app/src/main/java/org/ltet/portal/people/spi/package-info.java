/** What people needs from outside: a source of the employer's records of its people. */
@NullMarked
@org.springframework.modulith.NamedInterface("spi")
package org.ltet.portal.people.spi;

import org.jspecify.annotations.NullMarked;
