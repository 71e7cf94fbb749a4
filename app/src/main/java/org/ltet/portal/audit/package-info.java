/** What was done, by whom, when and why: kept for good, chained so that tampering shows. Listens; nobody calls it. */
@NullMarked
package org.ltet.portal.audit;

import org.jspecify.annotations.NullMarked;
