package org.ltet.simulators.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.simulators.Running;
import tools.jackson.databind.JsonNode;

@DisplayName("The mailbox (ITG-4, ITG-6)")
class MailboxTest {

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.with("--simulators.mailbox.kept=20");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void takesMailForAnybodyAndShowsTheNewestFirst() throws Exception {
        send("first@example.org", "Your code", "Code 111111");
        send("first@example.org", "Your code again", "Code 222222");
        send("second@example.org", "Other", "For somebody else");

        JsonNode mails = running.get("/mailbox/messages?to=First@example.org");
        assertThat(mails.findValuesAsString("subject")).containsExactly("Your code again", "Your code");
        assertThat(mails.get(0).path("text").asString()).contains("Code 222222");
        JsonNode one =
                running.get("/mailbox/messages/" + mails.get(1).path("id").asLong());
        assertThat(one.path("text").asString()).contains("Code 111111");
        assertThat(running.send(running.request("/mailbox/messages/999999")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void readsTextHtmlAndNamesAttachmentsAndKeepsHindi() throws Exception {
        MimeMessage message = message("hindi@example.org", "आपका आवेदन स्वीकृत हुआ");
        var alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(part("नमस्ते रमेश", "plain"));
        alternative.addBodyPart(part("<p>नमस्ते <b>रमेश</b></p>", "html"));
        var body = new MimeBodyPart();
        body.setContent(alternative);
        var attachment = part("a,b", "csv");
        attachment.setFileName("list.csv");
        message.setContent(new MimeMultipart(body, attachment));
        Transport.send(message);

        JsonNode mail = running.get("/mailbox/messages?to=hindi@example.org").get(0);
        assertThat(mail.path("subject").asString()).isEqualTo("आपका आवेदन स्वीकृत हुआ");
        assertThat(mail.path("text").asString().strip()).isEqualTo("नमस्ते रमेश");
        assertThat(mail.path("html").asString()).contains("<b>रमेश</b>");
        assertThat(mail.path("attachments").get(0).asString()).isEqualTo("list.csv");
    }

    @Test
    void thePageEscapesWhatMailsContain() throws Exception {
        send("page@example.org", "<script>alert(1)</script>", "A & B");
        String page = running.send(running.request("/mailbox")).body();
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "A &amp; B", "page@example.org")
                .doesNotContain("<script>");
    }

    @Test
    void keepsTheNewestOnly() throws Exception {
        for (int i = 1; i <= 25; i++) {
            send("many@example.org", "Mail " + i, "Text");
        }
        JsonNode mails = running.get("/mailbox/messages?limit=500");
        assertThat(mails.size()).isEqualTo(20);
        assertThat(mails.get(0).path("subject").asString()).isEqualTo("Mail 25");
        assertThat(running.get("/mailbox/messages?to=many@example.org&limit=3").size())
                .isEqualTo(3);
    }

    @Test
    void tellsItsPort() throws Exception {
        assertThat(running.get("/mailbox/server").path("smtpPort").asString())
                .isEqualTo(running.property("local.smtp.port"));
    }

    private static void send(String to, String subject, String text) throws Exception {
        MimeMessage message = message(to, subject);
        message.setText(text, "UTF-8");
        Transport.send(message);
    }

    private static MimeMessage message(String to, String subject) throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", running.property("local.smtp.port"));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("trust@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws Exception {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }
}
