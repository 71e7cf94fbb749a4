/** Learning from what was decided, and telling how far it can be trusted. It advises only and reads nothing by itself. */
@NullMarked
package org.ltet.portal.intelligence;

import org.jspecify.annotations.NullMarked;
