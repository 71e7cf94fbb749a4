package org.ltet.portal.payments;

import java.util.List;
import java.util.UUID;

/** A voucher of a batch that cannot go into the bank file, and why. */
public record Faulty(UUID voucherId, String voucherNumber, String memberName, String payeeMasked, List<Fault> faults) {}
