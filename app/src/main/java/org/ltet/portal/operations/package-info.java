/** What keeps the portal running: its database, jobs, settings, encryption of fields, and the console over them. */
@NullMarked
package org.ltet.portal.operations;

import org.jspecify.annotations.NullMarked;
