package org.ltet.portal.schemes.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.AnswerProblem;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.ClaimLine;
import org.ltet.portal.schemes.LineCheck;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;

/**
 * What to reckon.
 *
 * @param answers form field code to canonical text: ISO date, plain decimal, choice code, true or false
 */
record ReckoningRequest(
        @Nullable UUID beneficiaryId,
        @Nullable Map<String, @Nullable String> answers,
        @Nullable List<@Nullable Line> lines,
        @Nullable Money otherReimbursement) {

    private static final int MOST_LINES = 200;

    record Line(
            @Nullable String head,
            @Nullable LocalDate date,
            @Nullable Money claimed,
            @Nullable BigDecimal quantity,
            @Nullable String key) {}

    BeneficiaryFacts beneficiary(Applicants applicants) {
        return applicants.beneficiaries().stream()
                .filter(person -> person.beneficiaryId().equals(beneficiaryId))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("beneficiaryId", "schemes.beneficiary"));
    }

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        if (answers != null) {
            answers.forEach((field, text) -> {
                if (text != null) {
                    given.put(field, text);
                }
            });
        }
        return given;
    }

    Money reimbursed() {
        if (otherReimbursement == null) {
            return Money.ZERO;
        }
        if (otherReimbursement.isNegative()) {
            throw Refused.invalidField("otherReimbursement", "schemes.negative");
        }
        return otherReimbursement;
    }

    /** @throws Refused naming the first line that cannot be reckoned and why */
    List<ClaimLine> claims(
            SchemeDefinition definition, ApplicantFacts applicant, Function<AnswerProblem, String> words) {
        List<ClaimLine> claims = new ArrayList<>();
        List<@Nullable Line> wanted = lines == null ? List.of() : lines;
        if (wanted.size() > MOST_LINES) {
            throw Refused.invalidField("lines", "schemes.tooManyLines", MOST_LINES);
        }
        for (int i = 0; i < wanted.size(); i++) {
            Line line = wanted.get(i);
            if (line == null || line.head() == null || line.date() == null || line.claimed() == null) {
                throw Refused.invalidField("lines[" + i + "]", "schemes.lineIncomplete");
            }
            ClaimLine claim = new ClaimLine(
                    Ids.next(), line.head(), line.date(), line.claimed(), Money.ZERO, line.quantity(), line.key());
            List<AnswerProblem> problems = LineCheck.problems(definition, claim, claims, applicant, applicant.today());
            if (!problems.isEmpty()) {
                AnswerProblem first = problems.getFirst();
                throw Refused.invalidField("lines[" + i + "]." + first.field(), "schemes.line", words.apply(first));
            }
            claims.add(claim);
        }
        return claims;
    }
}
