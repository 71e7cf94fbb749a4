package org.ltet.portal.payments;

import java.time.LocalDate;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** A payment that a line of the bank may be about. */
public record MatchPayment(
        UUID id,
        String endToEndId,
        PaymentState state,
        Money amount,
        LocalDate releasedOn,
        UUID voucherId,
        String voucherNumber,
        String applicationNumber,
        String employeeNumber,
        String payeeName,
        String payeeMasked,
        UUID batchId,
        String batchNumber) {}
