package org.ltet.portal.integrations.gateway;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.AccountValidator.Answer;
import org.ltet.portal.payments.spi.PayoutGateway.Event;
import org.ltet.portal.payments.spi.PayoutGateway.Made;
import org.ltet.portal.payments.spi.PayoutGateway.Payout;
import org.ltet.portal.payments.spi.PayoutGateway.Standing;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the gateway says: whole, or it is no word, as half of one tells nothing of what was done. */
final class GatewayAnswer {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final Map<String, Standing> STANDINGS = Map.ofEntries(
            Map.entry("pending", Standing.PROCESSING),
            Map.entry("queued", Standing.PROCESSING),
            Map.entry("scheduled", Standing.PROCESSING),
            Map.entry("processing", Standing.PROCESSING),
            Map.entry("processed", Standing.PROCESSED),
            Map.entry("failed", Standing.FAILED),
            Map.entry("rejected", Standing.FAILED),
            Map.entry("cancelled", Standing.FAILED),
            Map.entry("reversed", Standing.REVERSED));

    /** The gateway's reasons in the codes of the banks, for which there are words that members understand. */
    private static final Map<String, String> REASONS = Map.of(
            "invalid_beneficiary_account", "AC01",
            "beneficiary_account_invalid", "AC01",
            "beneficiary_account_closed", "AC04",
            "beneficiary_account_frozen", "AC06",
            "beneficiary_name_mismatch", "BE01",
            "invalid_ifsc_code", "RC01",
            "insufficient_funds", "AM04",
            "beneficiary_bank_offline", "TM01");

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]{1,40}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern NO_REFERENCE = Pattern.compile("[^0-9A-Za-z_/. -]+");
    private static final long MOST_PAISE = 99_999_999_999_999L;
    private static final int PAISE = 2;
    static final int MOST_FOUND = 100;
    private static final int LONGEST_REFERENCE = 40;
    private static final int LONGEST_TEXT = 200;

    private GatewayAnswer() {}

    static Payout payout(byte[] body) throws IOException {
        return payout(read(body, Words.Told.class));
    }

    static List<Payout> all(byte[] body) throws IOException {
        List<Payout> payouts = new ArrayList<>();
        for (Words.Told item : items(body)) {
            payouts.add(payout(item));
        }
        return payouts;
    }

    /** A list that is compared is worth something also where one of it is none. */
    static Made made(byte[] body) throws IOException {
        List<Payout> payouts = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Words.Told item : items(body)) {
            try {
                payouts.add(payout(item));
            } catch (IOException odd) {
                String id = item == null ? null : item.id();
                unreadable.add(id != null && NAME.matcher(id).matches() ? id : "?");
            }
        }
        return new Made(payouts, unreadable);
    }

    private static List<Words.@Nullable Told> items(byte[] body) throws IOException {
        List<Words.@Nullable Told> items = read(body, Words.Found.class).items();
        if (items == null || items.size() > MOST_FOUND) {
            throw new IOException("The gateway told " + (items == null ? "no list" : items.size() + " payouts"));
        }
        return items;
    }

    /** Nothing where it is about something else than a payout. */
    static Optional<Event> event(byte[] body) throws IOException {
        Words.Event event = read(body, Words.Event.class);
        String id = event.id();
        if (id == null || !NAME.matcher(id).matches()) {
            throw new IOException("The gateway sent an event without an id");
        }
        Words.Payload payload = event.payload();
        return payload == null || payload.payout() == null
                ? Optional.empty()
                : Optional.of(new Event(id, payout(payload.payout().entity())));
    }

    static Answer validation(byte[] body) throws IOException {
        Words.Validated told = read(body, Words.Validated.class);
        Words.Results results = told.results();
        if ("created".equals(told.status())) {
            return new Answer.NotYet();
        }
        if ("failed".equals(told.status())) {
            return new Answer.NotFoundOut();
        }
        if (!"completed".equals(told.status())) {
            throw new IOException("The gateway told no validation");
        }
        if (results == null) {
            return new Answer.NotFoundOut();
        }
        return switch (results.accountStatus()) {
            case "active" -> {
                String name = results.registeredName() == null ? "" : line(results.registeredName());
                yield new Answer.Exists(name.isEmpty() ? null : name);
            }
            case "invalid" -> new Answer.Missing();
            case null, default -> new Answer.NotFoundOut();
        };
    }

    /** What the gateway gives as its reason; nothing where it gives none. */
    static String reason(byte[] body) {
        try {
            return line(MAPPER.readTree(body).path("error").path("description").asString(""));
        } catch (JacksonException e) {
            return "";
        }
    }

    private static Payout payout(Words.@Nullable Told told) throws IOException {
        if (told == null || told.id() == null || told.amount() == null || told.status() == null) {
            throw new IOException("The gateway told no payout");
        }
        Standing standing = STANDINGS.get(told.status());
        String currency = told.currency() == null ? "" : told.currency();
        if (standing == null
                || !NAME.matcher(told.id()).matches()
                || !CURRENCY.matcher(currency).matches()
                || told.amount() < 0
                || told.amount() > MOST_PAISE
                || (told.utr() != null && !NAME.matcher(told.utr()).matches())) {
            throw new IOException("The gateway told a payout that is none");
        }
        Words.Details details = told.statusDetails();
        boolean back = standing == Standing.FAILED || standing == Standing.REVERSED;
        String text = !back || details == null || details.description() == null ? "" : line(details.description());
        return new Payout(
                told.id(),
                reference(told.referenceId()),
                BigDecimal.valueOf(told.amount(), PAISE),
                currency,
                standing,
                told.utr(),
                back && details != null && details.reason() != null ? REASONS.get(details.reason()) : null,
                text.isEmpty() ? null : text);
    }

    private static @Nullable String reference(@Nullable String told) {
        if (told == null) {
            return null;
        }
        String plain = NO_REFERENCE.matcher(told).replaceAll("").strip();
        return plain.isEmpty() ? null : plain.substring(0, Math.min(LONGEST_REFERENCE, plain.length()));
    }

    /** On one line, and without numbers that may be an account's or a person's. */
    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("\\p{Nd}{6,}", "******")
                .strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
    }

    private static <T> T read(byte[] body, Class<T> type) throws IOException {
        try {
            T answer = MAPPER.readValue(body, type);
            if (answer == null) {
                throw new IOException("The gateway said nothing");
            }
            return answer;
        } catch (JacksonException e) {
            throw new IOException("The gateway's word cannot be read", e);
        }
    }
}
