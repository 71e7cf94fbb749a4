package org.ltet.portal.payments;

import java.util.UUID;
import org.ltet.portal.shared.Money;

/** A voucher about to be prepared for a sanctioned application. */
record NewVoucher(
        UUID id,
        String number,
        UUID applicationId,
        String applicationNumber,
        String schemeCode,
        String ic,
        String region,
        UUID memberId,
        String employeeNumber,
        String memberName,
        Money amount) {}
