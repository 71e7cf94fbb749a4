/** Who people are to the portal: accounts, sign-in, roles and their scopes, and the rule on every route. */
@NullMarked
package org.ltet.portal.identity;

import org.jspecify.annotations.NullMarked;
