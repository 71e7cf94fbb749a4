package org.ltet.portal.people;

import java.time.Instant;
import java.util.UUID;

/**
 * A bank account as people may see it: the number masked (SEC-3).
 *
 * @param active money is sent to this one; a member has at most one
 * @param byMember entered by the member, not taken from the HR system
 */
public record BankAccountView(
        UUID id,
        String ifsc,
        String bankName,
        String branchName,
        String maskedNumber,
        String holder,
        boolean active,
        boolean byMember,
        Instant since) {}
