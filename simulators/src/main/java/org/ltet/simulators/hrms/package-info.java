/** Stand-in for the HR system: people, companies and locations as SuccessFactors-style OData (ITG-1, ITG-6). */
@NullMarked
package org.ltet.simulators.hrms;

import org.jspecify.annotations.NullMarked;
