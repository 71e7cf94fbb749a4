package org.ltet.portal.people.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of people.
 *
 * @param unreadable records of the page from which no person could be made
 * @param next cursor of the page after this one, null on the last
 */
public record HrmsPage(
        List<HrmsPerson> people,
        List<Unreadable> unreadable,
        @Nullable String next) {

    /**
     * A record that is no person.
     *
     * @param reason a code, as MISSING or MALFORMED
     * @param detail the field at fault, never its value
     */
    public record Unreadable(@Nullable String employeeNumber, String reason, String detail) {}
}
