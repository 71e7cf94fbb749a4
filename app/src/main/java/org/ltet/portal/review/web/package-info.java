/** Screens of the reviewers: queue, review, approval of many. */
@NullMarked
package org.ltet.portal.review.web;

import org.jspecify.annotations.NullMarked;
