/** Reads members from the HR system over OData version 2, as SAP SuccessFactors offers it (ITG-1). */
@NullMarked
package org.ltet.portal.integrations.hrms;

import org.jspecify.annotations.NullMarked;
