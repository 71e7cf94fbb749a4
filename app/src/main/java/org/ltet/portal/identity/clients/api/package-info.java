/** The endpoints that programs speak to (RFC 6749, 7009, 8414). */
@NullMarked
package org.ltet.portal.identity.clients.api;

import org.jspecify.annotations.NullMarked;
