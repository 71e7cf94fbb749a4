/**
 * The reviewers' work: queues by level, the working-hours clock, decisions one by one or many at once. Asks
 * applications to move, never moves them itself.
 */
@NullMarked
package org.ltet.portal.review;

import org.jspecify.annotations.NullMarked;
