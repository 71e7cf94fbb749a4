package org.ltet.portal.payments;

/** How a batch is paid; chosen when it is opened, and kept. */
public enum PayWay {
    BANK_FILE,
    /** One payout for each payment, through the payment gateway. */
    GATEWAY
}
