/**
 * A member's application from draft to money received: item lines, submission, decisions, utilisation of limits. Every
 * move follows the one table in {@link org.ltet.portal.applications.Lifecycle}.
 */
@NullMarked
package org.ltet.portal.applications;

import org.jspecify.annotations.NullMarked;
