package org.ltet.portal.notifications;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ltet.portal.web.Templates;
import org.ltet.portal.web.Words;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Writes the e-mail of a notice, as plain text and as HTML. What reviewers write in their own words stays in the
 * portal: an e-mail may pass through other hands.
 */
@Component
class EmailText {

    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final JavaMailSender mail;
    private final NoticeTexts texts;
    private final Templates templates;
    private final NotificationProperties properties;
    private final Clock clock;

    EmailText(
            JavaMailSender mail,
            NoticeTexts texts,
            Templates templates,
            NotificationProperties properties,
            Clock clock) {
        this.mail = mail;
        this.texts = texts;
        this.templates = templates;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param delivery makes the message id, so that a copy sent twice after a crash is known as one message
     * @throws MessagingException when the address is none
     */
    MimeMessage message(UUID delivery, Notice notice, String name, String address, Locale locale)
            throws MessagingException {
        NoticeView view = texts.view(notice, locale);
        Words words = texts.words(locale);
        String link =
                properties.publicAddress().resolve("/inbox/" + notice.id()).toString();
        MimeMessage message = mail.createMimeMessage();
        InternetAddress sender = new InternetAddress(properties.sender(), true);
        message.setFrom(sender);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(oneLine(view.title()), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", locale.getLanguage());
        message.setHeader(
                "Message-ID",
                "<" + delivery
                        + sender.getAddress().substring(sender.getAddress().indexOf('@')) + ">");
        message.setSentDate(Date.from(clock.instant()));
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(plain(view, words, name, link), "plain"));
        parts.addBodyPart(part(
                templates.render(
                        "notifications/email", Map.of("words", words, "notice", view, "name", name, "link", link)),
                "html"));
        message.setContent(parts);
        return message;
    }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), kind);
        return part;
    }

    private static String plain(NoticeView view, Words words, String name, String link) {
        return String.join(
                "\r\n\r\n",
                words.t("notifications.greeting", oneLine(name)),
                view.text(),
                view.next(),
                words.t("notifications.openInPortal") + "\r\n" + link,
                words.t("notifications.closing"));
    }

    /** What goes into a header or a greeting must not begin a line of its own. */
    private static String oneLine(String text) {
        return LINE_BREAKING.matcher(text).replaceAll(" ").strip();
    }
}
