package org.ltet.portal.notifications;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.identity.spi.ContactDirectory;
import org.ltet.portal.operations.Calls;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Masked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * One attempt to send one e-mail, outside of any transaction. A mail server that is down loses nothing: the message
 * stays queued and is tried again, ever more rarely.
 */
@Component
class SendEmail {

    private static final Logger LOG = LoggerFactory.getLogger(SendEmail.class);

    private final DeliveryRows deliveries;
    private final NoticeRows notices;
    private final People people;
    private final ContactDirectory contacts;
    private final EmailText texts;
    private final JavaMailSender mail;
    private final NotificationProperties properties;
    private final Calls calls;
    private final Clock clock;

    SendEmail(
            DeliveryRows deliveries,
            NoticeRows notices,
            People people,
            ContactDirectory contacts,
            EmailText texts,
            JavaMailSender mail,
            NotificationProperties properties,
            Calls calls,
            Clock clock) {
        this.deliveries = deliveries;
        this.notices = notices;
        this.people = people;
        this.contacts = contacts;
        this.texts = texts;
        this.mail = mail;
        this.properties = properties;
        this.calls = calls;
        this.clock = clock;
    }

    /** @return when to try again; empty when the message came to its end */
    Optional<Instant> attempt(UUID deliveryId) {
        DeliveryRows.Queued delivery = deliveries.queued(deliveryId).orElse(null);
        if (delivery == null) {
            return Optional.empty();
        }
        Notice notice = notices.find(delivery.noticeId()).orElseThrow();
        Member member = people.byEmployeeNumber(notice.employeeNumber()).orElse(null);
        String address = member == null ? "" : address(notice, member);
        if (member == null || address.isBlank()) {
            deliveries.suppressed(deliveryId, "NO_ADDRESS", clock.instant());
            return Optional.empty();
        }
        if (deliveries.isDead(address)) {
            deliveries.suppressed(deliveryId, "DEAD_ADDRESS", clock.instant());
            return Optional.empty();
        }
        return send(delivery, notice, member.name(), address);
    }

    private String address(Notice notice, Member member) {
        return notice.kind().warns()
                ? contacts.byEmployeeNumber(member.employeeNumber())
                        .map(Contact::email)
                        .orElse("")
                : member.email();
    }

    private Optional<Instant> send(DeliveryRows.Queued delivery, Notice notice, String name, String address) {
        Locale language = Locale.of(notices.language(notice.employeeNumber()).orElse(Locale.ENGLISH.getLanguage()));
        MimeMessage message;
        try {
            message = texts.message(delivery.id(), notice, name, address, language);
        } catch (MessagingException noAddress) {
            deliveries.failed(delivery.id(), String.valueOf(noAddress.getMessage()), clock.instant());
            return Optional.empty();
        }
        try {
            calls.to("mail", "notice", _ -> {
                mail.send(message);
                return message;
            });
        } catch (MailException failure) {
            return failed(delivery, address, MailProblem.of(failure));
        }
        deliveries.sent(delivery.id(), Masked.email(address), clock.instant());
        return Optional.empty();
    }

    private Optional<Instant> failed(DeliveryRows.Queued delivery, String address, MailProblem problem) {
        Instant now = clock.instant();
        if (problem.addressIsDead()) {
            deliveries.addDead(address, problem.text(), now);
        }
        if (problem.lasting()
                || delivery.createdAt().plus(properties.giveUpAfter()).isBefore(now)) {
            LOG.warn("E-mail {} is given up: {}", delivery.id(), problem.text());
            deliveries.failed(delivery.id(), problem.text(), now);
            return Optional.empty();
        }
        deliveries.attemptFailed(delivery.id(), problem.text(), now);
        return Optional.of(now.plus(properties.waitAfter(delivery.attempts() + 1)));
    }
}
