/** Documents for programs. */
@NullMarked
package org.ltet.portal.documents.api;

import org.jspecify.annotations.NullMarked;
