package org.ltet.portal.applications;

/** In which capacity somebody moved an application; written with every move. */
public enum ActingRole {
    MEMBER,
    SCRUTINY_OFFICER,
    SUB_PANEL_MEMBER,
    APEX_PANEL_MEMBER,
    ACCOUNTS_OFFICER,
    ACCOUNTS_APPROVER,
    /** A job or a listener, no person. */
    SYSTEM
}
