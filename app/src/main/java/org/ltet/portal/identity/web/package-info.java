/** Sign-in, the home page, the choice of language, and the account screens of the system administrator. */
@NullMarked
package org.ltet.portal.identity.web;

import org.jspecify.annotations.NullMarked;
