/** Notices for programs. */
@NullMarked
package org.ltet.portal.notifications.api;

import org.jspecify.annotations.NullMarked;
