/** SAP S/4HANA over HTTP: journal entries and their reversals (ITG-2). */
@NullMarked
package org.ltet.portal.integrations.sap;

import org.jspecify.annotations.NullMarked;
