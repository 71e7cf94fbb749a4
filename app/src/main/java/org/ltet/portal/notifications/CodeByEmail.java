package org.ltet.portal.notifications;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.ltet.portal.identity.spi.CodeChannel;
import org.ltet.portal.identity.spi.CodeMessage;
import org.ltet.portal.operations.Calls;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** One-time codes by e-mail, at once and past the queue of notices: nothing of them is kept. */
@Component
class CodeByEmail implements CodeChannel {

    private final JavaMailSender mail;
    private final NotificationProperties properties;
    private final Calls calls;
    private final Clock clock;

    CodeByEmail(JavaMailSender mail, NotificationProperties properties, Calls calls, Clock clock) {
        this.mail = mail;
        this.calls = calls;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.EMAIL;
    }

    @Override
    public void send(CodeMessage message) throws IOException {
        try {
            MimeMessage letter = mail.createMimeMessage();
            letter.setFrom(new InternetAddress(properties.sender(), true));
            letter.setRecipient(Message.RecipientType.TO, new InternetAddress(message.to(), true));
            letter.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            letter.setHeader("Auto-Submitted", "auto-generated");
            letter.setHeader("Content-Language", message.language().getLanguage());
            letter.setSentDate(Date.from(clock.instant()));
            letter.setText(message.text(), StandardCharsets.UTF_8.name());
            calls.to("mail", "code", _ -> {
                mail.send(letter);
                return letter;
            });
        } catch (MessagingException | MailException e) {
            // the text of the cause may hold the letter
            throw new IOException(
                    "the mail server did not take it (" + e.getClass().getSimpleName() + ")");
        }
    }
}
