/**
 * Reads documents in a process of its own: decodes pictures and pages, turns and straightens them, reads their words
 * and has the fields found in them. As the checker, it knows nothing of the portal and speaks over standard input and
 * output; what exhausts or breaks it ends this process and nothing else.
 */
@NullMarked
package org.ltet.portal.documents.reader;

import org.jspecify.annotations.NullMarked;
