package org.ltet.portal.people.spi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as the HR system records them: well-formed, not yet judged. Texts that are not known are empty.
 *
 * @param endDate the last day of employment
 */
public record HrmsPerson(
        String employeeNumber,
        String name,
        Employment employment,
        LocalDate birthDate,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable LocalDate deathDate,
        Posting posting,
        Contact contact,
        List<Relative> relatives,
        @Nullable Account account) {

    public enum Employment {
        ACTIVE,
        RETIRED,
        DECEASED,
        LEFT
    }

    public enum Kinship {
        SPOUSE,
        CHILD,
        PARENT
    }

    public record Posting(
            String ic,
            String icName,
            String region,
            String location,
            String department,
            String grade,
            String salaryBand) {}

    public record Contact(String email, String mobile, String line, String city, String state, String pin) {}

    /** @param key the HR system's own id of the relationship; it stays the same when the details change */
    public record Relative(
            String key,
            Kinship kinship,
            String name,
            LocalDate birthDate,
            boolean disabled,
            @Nullable BigDecimal disabilityPercent) {}

    public record Account(String ifsc, String number, String holder) {

        /** Without the number: it must not find its way into a log. */
        @Override
        public String toString() {
            return "Account[" + ifsc + "]";
        }
    }
}
