package org.ltet.portal.identity;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.spi.CodeChannel;
import org.ltet.portal.identity.spi.CodeMessage;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.web.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a one-time code and sends it. The code exists in clear only here, in memory, while it is sent: tables, events
 * and jobs know the wish and later the hash. An attempt that reached nobody is repeated with a new code.
 */
@Component
class SendCode {

    private static final Logger LOG = LoggerFactory.getLogger(SendCode.class);
    private static final int DIGITS = 6;
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(10);

    private final CodeRequests requests;
    private final Reachable reachable;
    private final CodeHash hash;
    private final ObjectProvider<CodeChannel> channels;
    private final MessageSource messages;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SendCode(
            CodeRequests requests,
            Reachable reachable,
            CodeHash hash,
            ObjectProvider<CodeChannel> channels,
            MessageSource messages,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.reachable = reachable;
        this.hash = hash;
        this.channels = channels;
        this.messages = messages;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** @return when to try again; empty when the wish came to its end */
    Optional<Instant> attempt(UUID requestId) {
        CodeRequests.Open request = requests.toSend(requestId).orElse(null);
        if (request == null) {
            return Optional.empty();
        }
        Contact contact = reachable.find(request.name()).orElse(null);
        if (contact == null || (contact.email().isEmpty() && contact.mobile().isEmpty())) {
            requests.sent(requestId);
            return Optional.empty();
        }
        String code = String.format(Locale.ROOT, "%0" + DIGITS + "d", random.nextInt(1_000_000));
        requests.prepare(requestId, contact.employeeNumber(), hash.of(requestId, code));
        List<String> reached = send(request, contact, code);
        if (reached.isEmpty()) {
            return Optional.of(clock.instant().plus(BEFORE_NEXT_ATTEMPT));
        }
        transactions.executeWithoutResult(status -> {
            requests.sent(requestId);
            events.publishEvent(Audited.of("account.codeSent", "member", contact.employeeNumber())
                    .changed("channels", null, String.join(" ", reached)));
        });
        return Optional.empty();
    }

    private List<String> send(CodeRequests.Open request, Contact contact, String code) {
        Words words = new Words(messages, Locale.of(request.language()));
        long minutes = Math.max(
                1, Duration.between(clock.instant(), request.expiresAt()).toMinutes());
        List<String> reached = new ArrayList<>();
        channels.orderedStream().forEach(channel -> {
            String to = channel.kind() == CodeChannel.Kind.SMS ? contact.mobile() : contact.email();
            if (to.isEmpty()) {
                return;
            }
            String text = channel.kind() == CodeChannel.Kind.SMS
                    ? words.t("identity.code.sms", code, minutes)
                    : words.t("identity.code.mail", contact.name(), code, minutes);
            try {
                channel.send(new CodeMessage(Ids.next(), to, words.t("identity.code.subject"), text, words.locale()));
                reached.add(channel.kind().name());
            } catch (IOException e) {
                LOG.warn("A one-time code could not be sent by {}: {}", channel.kind(), e.getMessage());
            }
        });
        return reached;
    }
}
