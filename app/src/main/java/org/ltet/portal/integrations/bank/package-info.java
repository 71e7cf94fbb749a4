/** The bank's host-to-host channel over HTTP. */
@NullMarked
package org.ltet.portal.integrations.bank;

import org.jspecify.annotations.NullMarked;
