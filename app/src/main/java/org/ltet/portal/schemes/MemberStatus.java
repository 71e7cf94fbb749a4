package org.ltet.portal.schemes;

/** How a member belongs to the trust; DECEASED members died in service, their family applies through a nominee. */
public enum MemberStatus {
    SERVING,
    RETIRED,
    DECEASED
}
