/** Tokens for programs. */
@NullMarked
package org.ltet.portal.identity.api;

import org.jspecify.annotations.NullMarked;
