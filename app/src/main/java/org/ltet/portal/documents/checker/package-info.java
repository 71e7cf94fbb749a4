/**
 * Looks into files in a process of its own, with little memory and limited time: a file made to exhaust or break a
 * parser ends that process and nothing else. Knows nothing of the portal; speaks over standard input and output.
 */
@NullMarked
package org.ltet.portal.documents.checker;

import org.jspecify.annotations.NullMarked;
