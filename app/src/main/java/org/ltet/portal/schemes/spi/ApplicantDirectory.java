package org.ltet.portal.schemes.spi;

import java.util.Optional;
import org.ltet.portal.identity.User;

/** Finds the member behind a signed-in person; empty for an account that is no member's. */
public interface ApplicantDirectory {

    Optional<Applicants> of(User user);
}
