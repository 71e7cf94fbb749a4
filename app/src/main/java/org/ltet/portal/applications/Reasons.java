package org.ltet.portal.applications;

import java.util.List;
import org.ltet.portal.shared.Refused;

/**
 * The reason codes a decision can carry. Their words stand in the message files under {@code reason.<group>.<code>}.
 */
public enum Reasons {
    SEND_BACK(
            "DOCUMENT_MISSING", "DOCUMENT_UNREADABLE", "DETAILS_INCORRECT", "AMOUNT_MISMATCH", "BANK_DETAILS", "OTHER"),
    REJECT("NOT_ELIGIBLE", "OUTSIDE_WINDOW", "DUPLICATE_CLAIM", "DOCUMENT_NOT_GENUINE", "LIMIT_USED_UP", "OTHER"),
    DEDUCT("NOT_ADMISSIBLE", "NO_BILL", "ABOVE_TARIFF", "PAID_BY_OTHERS", "DUPLICATE_BILL", "LESS_IN_BILL", "OTHER"),
    RETURN("CHECK_DOCUMENTS", "CHECK_AMOUNT", "CHECK_ELIGIBILITY", "OTHER"),
    CAP("PARTIAL_GRANT", "COMPARABLE_COST", "OTHER"),
    ACCOUNTS_RETURN("BANK_DETAILS", "AMOUNT", "DOCUMENTS", "PAYMENT_IMPOSSIBLE", "OTHER");

    private final List<String> codes;

    Reasons(String... codes) {
        this.codes = List.of(codes);
    }

    public List<String> codes() {
        return codes;
    }

    /** @throws Refused when the code is not one of this group */
    String checked(String code) {
        if (!codes.contains(code)) {
            throw Refused.invalidField("reasonCode", "applications.reasonCode", code);
        }
        return code;
    }
}
