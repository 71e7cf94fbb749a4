package org.ltet.portal.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A signed-in person, or the system itself when a job acts.
 *
 * @param employeeNumber the member's number; of a system job, its name
 */
public record User(UUID accountId, String employeeNumber, String displayName, Map<Role, Scope> roles) {

    private static final UUID SYSTEM = new UUID(0, 0);

    public User {
        roles = Map.copyOf(roles);
    }

    /** The actor of a job, as "hrms-sync"; holds no role. */
    public static User system(String job) {
        return new User(SYSTEM, "system:" + job, job, Map.of());
    }

    public boolean isSystem() {
        return accountId.equals(SYSTEM);
    }

    public boolean has(Role role) {
        return roles.containsKey(role);
    }

    public boolean hasAny(Role... wanted) {
        for (Role role : wanted) {
            if (roles.containsKey(role)) {
                return true;
            }
        }
        return false;
    }

    public Optional<Scope> scopeOf(Role role) {
        return Optional.ofNullable(roles.get(role));
    }

    /** Whether this role is held and counts there. */
    public boolean has(Role role, String ic, String region, String scheme) {
        Scope scope = roles.get(role);
        return scope != null && scope.covers(ic, region, scheme);
    }

    /** Whether this role is held and counts for all that is of the scheme, in every company and region. */
    public boolean hasAllOf(Role role, String scheme) {
        Scope scope = roles.get(role);
        return scope != null
                && scope.ics().isEmpty()
                && scope.regions().isEmpty()
                && (scope.schemes().isEmpty() || scope.schemes().contains(scheme));
    }

    /** Whether this role is held and counts everywhere. */
    public boolean hasEverywhere(Role role) {
        return Scope.EVERYWHERE.equals(roles.get(role));
    }

    public Set<Role> roleNames() {
        return roles.isEmpty() ? Set.of() : new EnumMap<>(roles).keySet();
    }
}
