package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** Accounts prepared the voucher. */
public record ApplicationUnderFinance(
        UUID applicationId, String number, String employeeNumber, String schemeCode, String voucherNumber, Instant at)
        implements ApplicationEvent {}
