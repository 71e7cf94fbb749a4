package org.ltet.portal.integrations.gateway;

import java.io.IOException;
import java.math.BigDecimal;
import org.ltet.checks.Input;
import org.ltet.portal.payments.spi.PayoutGateway.Payout;

/** What the payment gateway answers and sends: a payout, a list of them, an event, a reason, or nothing that counts. */
public final class GatewayAnswerFuzz {

    private GatewayAnswerFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String reason = GatewayAnswer.reason(input);
        Input.holds(reason.length() <= 200 && reason.lines().count() <= 1, "a reason is one short line");
        try {
            fits(GatewayAnswer.payout(input));
        } catch (IOException refused) {
            // no payout
        }
        try {
            GatewayAnswer.all(input).forEach(GatewayAnswerFuzz::fits);
        } catch (IOException refused) {
            // no list
        }
        try {
            GatewayAnswer.event(input).ifPresent(event -> {
                Input.holds(event.id().matches("[0-9A-Za-z_-]{1,40}"), "an event has a short id");
                fits(event.payout());
            });
        } catch (IOException refused) {
            // no event
        }
    }

    private static void fits(Payout payout) {
        Input.holds(payout.id().matches("[0-9A-Za-z_-]{1,40}"), "a payout has a short id");
        Input.holds(payout.amount().scale() == 2 && payout.amount().signum() >= 0, "an amount is in rupees and paise");
        Input.holds(payout.amount().compareTo(new BigDecimal("1000000000000")) < 0, "an amount fits");
        Input.holds(payout.utr() == null || payout.utr().length() <= 40, "a reference of the banks fits");
        Input.holds(payout.text() == null || payout.text().length() <= 200, "a text fits");
    }
}
