package org.ltet.portal.payments;

/** Why a voucher cannot go into a bank file; the words are in message payments.fault.&lt;code&gt;. */
public record Fault(String code, String value) {}
