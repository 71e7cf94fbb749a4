/** What modules that own documents contribute: the rule who may read them. */
@NullMarked
@org.springframework.modulith.NamedInterface("spi")
package org.ltet.portal.documents.spi;

import org.jspecify.annotations.NullMarked;
