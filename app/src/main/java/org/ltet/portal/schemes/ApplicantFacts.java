package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.Map;

/**
 * Everything a condition may look at.
 *
 * @param answers form field code to canonical text: ISO date, plain decimal, choice code, true or false; a field not
 *     yet answered is absent or blank
 * @param today the day of submission in India
 */
public record ApplicantFacts(
        MemberFacts member, BeneficiaryFacts beneficiary, Map<String, String> answers, LocalDate today) {

    public ApplicantFacts {
        answers = Map.copyOf(answers);
    }
}
