/** People for programs: the signed-in member's own record and the HR system's runs, under /api/v1. */
@NullMarked
package org.ltet.portal.people.api;

import org.jspecify.annotations.NullMarked;
