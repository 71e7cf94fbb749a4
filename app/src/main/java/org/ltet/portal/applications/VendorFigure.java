package org.ltet.portal.applications;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * A vendor of an application's bills beside what was granted on its bills before.
 *
 * @param claimed on the highest bill here
 * @param grantedBefore on how many lines of granted applications, the latest 200 at most
 * @param usual the middle one of what was claimed on those; none without any
 */
public record VendorFigure(
        String vendor,
        Money claimed,
        int grantedBefore,
        @Nullable Money usual) {}
