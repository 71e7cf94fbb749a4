/** The risk of an application: facts, readable rules over them, and what a reviewer set aside (INT-1, REV-2). */
@NullMarked
package org.ltet.portal.review.risk;

import org.jspecify.annotations.NullMarked;
