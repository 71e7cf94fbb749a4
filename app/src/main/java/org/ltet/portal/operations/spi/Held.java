package org.ltet.portal.operations.spi;

import java.util.Set;
import java.util.UUID;

/**
 * What lies under a legal hold at this moment. A hold on a member covers everything of the member.
 *
 * @param members employee numbers
 * @param applications ids of single applications
 */
public record Held(Set<String> members, Set<UUID> applications) {

    public static final Held NOTHING = new Held(Set.of(), Set.of());

    public Held {
        members = Set.copyOf(members);
        applications = Set.copyOf(applications);
    }

    public boolean covers(String employeeNumber, UUID applicationId) {
        return members.contains(employeeNumber) || applications.contains(applicationId);
    }

    /** For SQL: {@code employee_number <> all(:heldMembers)}. */
    public String[] memberNumbers() {
        return members.toArray(String[]::new);
    }

    /** For SQL: {@code application_id <> all(:heldApplications)}. */
    public UUID[] applicationIds() {
        return applications.toArray(UUID[]::new);
    }
}
