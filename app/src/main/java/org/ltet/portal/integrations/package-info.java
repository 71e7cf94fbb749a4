/** Adapters to the systems around the portal; each implements an interface that the module using it owns. */
@NullMarked
package org.ltet.portal.integrations;

import org.jspecify.annotations.NullMarked;
