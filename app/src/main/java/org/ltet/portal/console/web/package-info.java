/** The console's pages. */
@NullMarked
package org.ltet.portal.console.web;

import org.jspecify.annotations.NullMarked;
