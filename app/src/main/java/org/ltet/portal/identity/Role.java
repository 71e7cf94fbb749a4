package org.ltet.portal.identity;

/** What a person may be to the trust (ACC-5); one person can hold several. */
public enum Role {
    MEMBER,
    SCRUTINY_OFFICER,
    SUB_PANEL_MEMBER,
    APEX_PANEL_MEMBER,
    ACCOUNTS_OFFICER,
    ACCOUNTS_APPROVER,
    TRUST_ADMIN,
    HEAD,
    SYSTEM_ADMIN,
    HELPDESK_AGENT
}
