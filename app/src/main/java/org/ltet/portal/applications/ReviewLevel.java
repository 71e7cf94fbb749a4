package org.ltet.portal.applications;

/** The levels of review, in the order in which an application climbs them. */
public enum ReviewLevel {
    SCRUTINY(ActingRole.SCRUTINY_OFFICER),
    SUB_PANEL(ActingRole.SUB_PANEL_MEMBER),
    APEX_PANEL(ActingRole.APEX_PANEL_MEMBER);

    private final ActingRole role;

    ReviewLevel(ActingRole role) {
        this.role = role;
    }

    /** The role that acts at this level. */
    public ActingRole role() {
        return role;
    }

    public boolean isAfter(ReviewLevel other) {
        return compareTo(other) > 0;
    }
}
