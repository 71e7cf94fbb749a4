/** The words every module speaks: money, financial years, ids, India's calendar, masked values, audit facts. No beans. */
@NullMarked
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.ltet.portal.shared;

import org.jspecify.annotations.NullMarked;
