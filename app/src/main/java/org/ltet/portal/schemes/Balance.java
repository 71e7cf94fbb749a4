package org.ltet.portal.schemes;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What one limit leaves to one person on a day.
 *
 * @param code which limit; in words by {@link SchemeTexts#balance}
 * @param limit null for a limit that counts times, not money
 * @param left null for a limit that counts times, not money
 * @param available false when nothing is left, or the next time has not come yet
 */
public record Balance(
        String code,
        Map<String, String> values,
        @Nullable Money limit,
        Money used,
        @Nullable Money left,
        boolean available) {

    public Balance {
        values = Map.copyOf(values);
    }
}
