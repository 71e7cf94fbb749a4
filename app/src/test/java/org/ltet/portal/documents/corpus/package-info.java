/** Made-up bills of many layouts, and what a phone's camera does to them: to test and to measure reading. */
@NullMarked
package org.ltet.portal.documents.corpus;

import org.jspecify.annotations.NullMarked;
