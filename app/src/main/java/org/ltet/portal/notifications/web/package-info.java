/** The inbox screen. */
@NullMarked
package org.ltet.portal.notifications.web;

import org.jspecify.annotations.NullMarked;
