package org.ltet.portal.payments;

import java.time.Instant;
import java.time.LocalDate;
import org.ltet.portal.shared.Money;

/** What stands at the head of a bank file: its id, when it was made, when to pay, and the frozen control totals. */
record FileTotals(String messageId, Instant createdAt, LocalDate executionDate, int count, Money sum) {}
