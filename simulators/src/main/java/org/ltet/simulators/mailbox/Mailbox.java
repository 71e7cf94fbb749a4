package org.ltet.simulators.mailbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/** Takes mail by SMTP for any recipient and keeps the newest of it in memory. */
@Component
final class Mailbox implements DisposableBean {

    private static final int MOST_CHARACTERS = 32 << 20;

    private final GreenMail server;
    private final Clock clock;
    private final int kept;
    private final Deque<Mail> mails = new ArrayDeque<>();
    private long lastId;
    private long characters;

    Mailbox(MailboxProperties properties, Clock clock, ConfigurableEnvironment environment) {
        this.clock = clock;
        this.kept = properties.kept();
        server = new GreenMail(new ServerSetup(properties.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getUserManager().setMessageDeliveryHandler(this::deliver);
        server.start();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("mailbox", Map.of("local.smtp.port", smtpPort())));
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    synchronized List<Mail> newest(@Nullable String to, int limit) {
        return mails.stream()
                .filter(mail -> to == null || mail.to().equalsIgnoreCase(to))
                .limit(limit)
                .toList();
    }

    synchronized @Nullable Mail find(long id) {
        return mails.stream().filter(mail -> mail.id() == id).findFirst().orElse(null);
    }

    synchronized void clear() {
        mails.clear();
        characters = 0;
    }

    /** Kept here; the mail server's own store, which never forgets, gets nothing. */
    private synchronized GreenMailUser deliver(MovingMessage message, MailAddress recipient) throws MessagingException {
        String from =
                message.getReturnPath() == null ? "" : message.getReturnPath().getEmail();
        Mail mail = Mail.of(++lastId, from, recipient.getEmail(), clock.instant(), message.getMessage());
        mails.addFirst(mail);
        characters += mail.size();
        while (mails.size() > kept || (characters > MOST_CHARACTERS && mails.size() > 1)) {
            characters -= mails.removeLast().size();
        }
        return new Nobody(recipient.getEmail());
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
