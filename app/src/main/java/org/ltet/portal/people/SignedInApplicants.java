package org.ltet.portal.people;

import java.util.Optional;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.spi.ApplicantDirectory;
import org.ltet.portal.schemes.spi.Applicants;
import org.springframework.stereotype.Component;

/** Tells the pages of schemes whom the signed-in person may apply for. */
@Component
class SignedInApplicants implements ApplicantDirectory {

    private final People people;

    SignedInApplicants(People people) {
        this.people = people;
    }

    @Override
    public Optional<Applicants> of(User user) {
        return people.applicants(user.employeeNumber());
    }
}
