/** The trail for programs. */
@NullMarked
package org.ltet.portal.audit.api;

import org.jspecify.annotations.NullMarked;
