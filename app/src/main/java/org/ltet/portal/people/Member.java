package org.ltet.portal.people;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.MemberStatus;

/**
 * A member as the HR system and the member describe them; mobile, e-mail and address are the member's own where they
 * gave them.
 *
 * @param status of one who left, what it was until then
 * @param email empty where none is known; likewise mobile
 * @param dependents all ever recorded, those no longer named by the HR system too
 * @param leftDate the last day of employment of one who left otherwise than by retirement or death: no member since
 * @param version counts the changes of the record, its dependents and its bank accounts
 */
public record Member(
        UUID id,
        String employeeNumber,
        String name,
        MemberStatus status,
        String ic,
        String icName,
        String region,
        String location,
        String department,
        String grade,
        LocalDate birthDate,
        LocalDate joiningDate,
        @Nullable LocalDate retirementDate,
        @Nullable LocalDate deathDate,
        String email,
        String mobile,
        Address address,
        List<Dependent> dependents,
        @Nullable LocalDate leftDate,
        int version) {

    public Member {
        dependents = List.copyOf(dependents);
    }

    public boolean left() {
        return leftDate != null;
    }
}
