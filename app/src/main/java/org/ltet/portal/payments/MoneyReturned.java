package org.ltet.portal.payments;

import java.util.UUID;
import org.ltet.portal.applications.PaymentReturned;

/** The money of a payment that the bank had confirmed came back. */
public record MoneyReturned(UUID applicationId) implements PaymentReturned {}
