package org.ltet.portal.applications;

import java.time.LocalDate;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/**
 * The bank confirmed that the money of an application was paid. Published by whoever reconciles payments; hearing it
 * twice changes nothing.
 */
public interface PaymentSettled {

    UUID applicationId();

    Money amount();

    String bankReference();

    LocalDate valueDate();
}
