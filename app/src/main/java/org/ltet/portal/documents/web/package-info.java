/** Documents as a browser shows or saves them. */
@NullMarked
package org.ltet.portal.documents.web;

import org.jspecify.annotations.NullMarked;
