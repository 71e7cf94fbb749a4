/** The console for programs. */
@NullMarked
package org.ltet.portal.console.api;

import org.jspecify.annotations.NullMarked;
