/** Work that can wait: tasks contributed by the modules, claimed from the database by any node (OPS-4). */
@NullMarked
package org.ltet.portal.operations.jobs;

import org.jspecify.annotations.NullMarked;
