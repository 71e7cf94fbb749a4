/** The viewer of the trail. */
@NullMarked
package org.ltet.portal.audit.web;

import org.jspecify.annotations.NullMarked;
