package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** What the passing of time did to a draft, which has no number yet. */
public sealed interface DraftEvent permits DraftExpires, DraftDiscarded {

    UUID applicationId();

    String employeeNumber();

    String schemeCode();

    Instant at();
}
