/** Members, their dependents and bank accounts: kept in step with the HR system, corrected by the member. */
@NullMarked
package org.ltet.portal.people;

import org.jspecify.annotations.NullMarked;
