package org.ltet.portal.payments;

import java.time.LocalDate;
import java.util.UUID;
import org.ltet.portal.applications.PaymentSettled;
import org.ltet.portal.shared.Money;

/** The bank reported the debit: the member has the money. */
public record PaymentConfirmed(
        UUID applicationId,
        String applicationNumber,
        String employeeNumber,
        String schemeCode,
        String voucherNumber,
        Money amount,
        String bankReference,
        LocalDate valueDate)
        implements PaymentSettled {}
