package org.ltet.portal.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Pairs of roles that one person does not hold at once; the database holds the same list and refuses them too. */
public enum ConflictingDuties {
    /** Who prepares a payment does not approve it. */
    PREPARES_AND_APPROVES(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, true),
    /** Who decides on a claim does not release its money. */
    CHECKS_AND_PAYS(Role.SCRUTINY_OFFICER, Role.ACCOUNTS_APPROVER, true),
    RECOMMENDS_AND_PAYS(Role.SUB_PANEL_MEMBER, Role.ACCOUNTS_APPROVER, true),
    SANCTIONS_AND_PAYS(Role.APEX_PANEL_MEMBER, Role.ACCOUNTS_APPROVER, true),
    /** Who gives roles does not touch money. */
    ADMINISTERS_AND_PREPARES(Role.SYSTEM_ADMIN, Role.ACCOUNTS_OFFICER, false),
    ADMINISTERS_AND_PAYS(Role.SYSTEM_ADMIN, Role.ACCOUNTS_APPROVER, false),
    /** System admin and head look at each other in the review of access. */
    ADMINISTERS_AND_HEADS(Role.SYSTEM_ADMIN, Role.HEAD, false);

    private final Role one;
    private final Role other;
    private final boolean exceptionPossible;

    ConflictingDuties(Role one, Role other, boolean exceptionPossible) {
        this.one = one;
        this.other = other;
        this.exceptionPossible = exceptionPossible;
    }

    public Role one() {
        return one;
    }

    public Role other() {
        return other;
    }

    /** Whether it may be allowed for a time with a reason on record, as when somebody is on leave. */
    public boolean exceptionPossible() {
        return exceptionPossible;
    }

    /** What stands against holding this role beside those. */
    public static List<ConflictingDuties> of(Role role, Collection<Role> held) {
        return Arrays.stream(values())
                .filter(pair -> (pair.one == role && held.contains(pair.other))
                        || (pair.other == role && held.contains(pair.one)))
                .toList();
    }
}
