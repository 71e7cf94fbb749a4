/** The reviewers' operations for programs. */
@NullMarked
package org.ltet.portal.review.api;

import org.jspecify.annotations.NullMarked;
