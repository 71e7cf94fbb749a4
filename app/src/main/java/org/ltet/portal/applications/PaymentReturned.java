package org.ltet.portal.applications;

import java.util.UUID;

/**
 * The money of an application that counted as paid came back from the bank. Published by whoever reconciles payments;
 * hearing it twice changes nothing.
 */
public interface PaymentReturned {

    UUID applicationId();
}
