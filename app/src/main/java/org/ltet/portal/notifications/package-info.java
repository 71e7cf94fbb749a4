/**
 * Tells people what happened and what comes next: in the inbox of the portal and by e-mail. Only listens; nobody
 * depends on it.
 */
@NullMarked
package org.ltet.portal.notifications;

import org.jspecify.annotations.NullMarked;
