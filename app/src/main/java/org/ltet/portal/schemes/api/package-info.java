/** The schemes for programs. */
@NullMarked
package org.ltet.portal.schemes.api;

import org.jspecify.annotations.NullMarked;
