package org.ltet.portal.payments;

/** Why a voucher cannot go into a bank file; the words are in message payments.fault.&lt;code&gt;. */
public record Fault(String code, String value) {

    /** Its value is the content of the field that does not fit, as {@code LayoutContent} names it. */
    public static final String NOT_IN_LAYOUT = "notInLayout";
}
