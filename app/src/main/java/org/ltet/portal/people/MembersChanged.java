package org.ltet.portal.people;

import java.util.List;
import java.util.UUID;

/** Members whose record, dependents or bank account changed; new members are not among them. */
public record MembersChanged(List<UUID> memberIds) {

    public MembersChanged {
        memberIds = List.copyOf(memberIds);
    }
}
