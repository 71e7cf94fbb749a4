package org.ltet.portal.schemes.spi;

import java.util.List;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.MemberFacts;

/** A member and everybody the member may apply for: the member first (relation SELF), then the dependents. */
public record Applicants(MemberFacts member, List<BeneficiaryFacts> beneficiaries) {

    public Applicants {
        beneficiaries = List.copyOf(beneficiaries);
    }
}
