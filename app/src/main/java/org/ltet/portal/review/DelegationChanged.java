package org.ltet.portal.review;

import java.time.Instant;

/** A reviewer named somebody who stands in, or one of the two ended that early; both are told. */
public record DelegationChanged(Delegation delegation, Instant at) {

    public boolean ended() {
        return delegation.endedAt() != null;
    }
}
