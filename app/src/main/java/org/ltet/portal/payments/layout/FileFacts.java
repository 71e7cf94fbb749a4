package org.ltet.portal.payments.layout;

import java.time.LocalDate;
import org.ltet.portal.shared.Money;

/** What every line of one file may say: the trust as the bank knows it, the file's id, its days and control totals. */
public record FileFacts(
        String customerId,
        String debtorName,
        String debtorAccount,
        String debtorIfsc,
        String messageId,
        LocalDate payOn,
        LocalDate createdOn,
        int count,
        Money sum) {}
