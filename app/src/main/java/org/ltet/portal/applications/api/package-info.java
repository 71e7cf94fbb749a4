/** The member's applications for programs: everything that the screens do, under /api/v1/applications. */
@NullMarked
package org.ltet.portal.applications.api;

import org.jspecify.annotations.NullMarked;
