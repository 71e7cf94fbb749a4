package org.ltet.portal.applications;

import java.time.LocalDate;
import java.util.Map;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.MemberFacts;

/**
 * The people as they were on the day of submission: what happens to them afterwards changes nothing about the rights
 * under which the application was made.
 */
record FrozenFacts(MemberFacts member, BeneficiaryFacts beneficiary, LocalDate today) {

    ApplicantFacts with(Map<String, String> answers) {
        return new ApplicantFacts(member, beneficiary, answers, today);
    }
}
