/** The embedded PostgreSQL that serves when no other server is configured. */
@NullMarked
package org.ltet.portal.operations.database;

import org.jspecify.annotations.NullMarked;
