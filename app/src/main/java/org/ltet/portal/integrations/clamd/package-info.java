/** Virus scanning by clamd, over its socket. */
@NullMarked
package org.ltet.portal.integrations.clamd;

import org.jspecify.annotations.NullMarked;
