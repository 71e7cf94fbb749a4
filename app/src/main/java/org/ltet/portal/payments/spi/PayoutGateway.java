package org.ltet.portal.payments.spi;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A payment gateway that pays single payments. Called from jobs only, never inside a database transaction. Ordering the
 * same under the same key again is safe: the gateway knows the key and answers with the payout that it made before.
 */
public interface PayoutGateway {

    /** How far the gateway is with a payout. */
    enum Standing {
        PROCESSING,
        PROCESSED,
        FAILED,
        REVERSED
    }

    /**
     * @param reference finds the payout again, 16 characters
     * @param mode how the money is sent: the same at each try
     */
    record Order(
            String reference,
            BigDecimal amount,
            String payeeName,
            String account,
            String ifsc,
            String narration,
            String mode) {

        /** Without the account. */
        @Override
        public String toString() {
            return "Order[" + reference + ", " + amount + "]";
        }
    }

    /**
     * A payout as the gateway tells it.
     *
     * @param reference ours; none where somebody else ordered it without one
     * @param utr reference under which the money went through the banks
     * @param reason why it failed or came back, in the codes of the banks
     * @param text the same in the gateway's words
     */
    record Payout(
            String id,
            @Nullable String reference,
            BigDecimal amount,
            String currency,
            Standing standing,
            @Nullable String utr,
            @Nullable String reason,
            @Nullable String text) {}

    /** @param unreadable the numbers of those of which nothing else can be read */
    record Made(List<Payout> payouts, List<String> unreadable) {}

    /** What the gateway sends by itself; told again, it has the same id. */
    record Event(String id, Payout payout) {}

    /** The gateway answered with another status; its own words are for the record, and never go into a log. */
    class Answered extends IOException {

        private final String text;

        public Answered(int status, String text) {
            super("The gateway answered " + status);
            this.text = text;
        }

        /** With the gateway's own words. */
        public String whole() {
            return text.isEmpty() ? String.valueOf(getMessage()) : getMessage() + ": " + text;
        }
    }

    /** The gateway answered, made no payout and will make none of this. */
    final class Refused extends Answered {

        public Refused(int status, String text) {
            super(status, text);
        }
    }

    /** Nothing was tried: the gateway failed too often of late, and is left in peace for a while. */
    final class LeftInPeace extends IOException {

        public LeftInPeace(String reason) {
            super(reason);
        }
    }

    /** Not said by the gateway, or long ago. */
    final class Forged extends IOException {

        public Forged(String reason) {
            super(reason);
        }
    }

    /** Any other failure than the first two above leaves open whether there is a payout now. */
    Payout pay(String key, Order order) throws IOException;

    /** The payouts with this reference: several are a matter for people. */
    List<Payout> find(String reference) throws IOException;

    /** All payouts made from the account in this time, the end left out, whoever ordered them. */
    Made made(Instant from, Instant until) throws IOException;

    /** A fingerprint of the gateway's address and of the account that it pays from: elsewhere nothing of here is known. */
    String place();

    /** How money is sent from now on. */
    String mode();

    /**
     * Reads what somebody sent in the gateway's name, once it is proved to be the gateway's; nothing for events that are
     * about something else than payouts.
     *
     * @throws Forged before anything of it is read
     */
    Optional<Event> event(Function<String, @Nullable String> header, byte[] body) throws IOException;
}
