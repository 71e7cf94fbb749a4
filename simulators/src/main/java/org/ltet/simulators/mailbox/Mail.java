package org.ltet.simulators.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A mail as one recipient got it. Attachments are named, not kept. */
record Mail(
        long id,
        String from,
        String to,
        String subject,
        Instant receivedAt,
        String text,
        String html,
        List<String> attachments) {

    private static final int LONGEST_TEXT = 200_000;

    static Mail of(long id, String from, String to, Instant receivedAt, MimeMessage message) throws MessagingException {
        var parts = new Parts();
        try {
            parts.collect(message);
        } catch (IOException e) {
            parts.text.append("This mail could not be read: ").append(e.getMessage());
        }
        String subject = message.getSubject() == null ? "" : message.getSubject();
        return new Mail(
                id, from, to, subject, receivedAt, cut(parts.text), cut(parts.html), List.copyOf(parts.attachments));
    }

    int size() {
        return text.length() + html.length() + subject.length();
    }

    private static String cut(StringBuilder text) {
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    private static final class Parts {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<String> attachments = new ArrayList<>();

        void collect(Part part) throws MessagingException, IOException {
            Object content = part.getContent();
            if (content instanceof Multipart multipart) {
                for (int i = 0; i < multipart.getCount(); i++) {
                    BodyPart inner = multipart.getBodyPart(i);
                    collect(inner);
                }
            } else if (part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                attachments.add(part.getFileName() == null ? "unnamed" : part.getFileName());
            } else if (part.isMimeType("text/html")) {
                html.append(content);
            } else if (content instanceof String plain) {
                text.append(plain);
            }
        }
    }
}
