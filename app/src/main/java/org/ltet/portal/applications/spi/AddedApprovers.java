package org.ltet.portal.applications.spi;

import java.util.Set;
import java.util.UUID;
import org.ltet.portal.identity.User;

/** Who was asked for an approval beside the levels; implemented where the reviewers' work is kept. */
public interface AddedApprovers {

    /** The applications on which the user's approval was asked, for as long as the user may look at them. */
    Set<UUID> askedOf(User user);
}
