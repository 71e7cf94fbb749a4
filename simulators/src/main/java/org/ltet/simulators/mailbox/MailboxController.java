package org.ltet.simulators.mailbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Shows the mail that was sent, to people and to tests. */
@RestController
@RequestMapping("/mailbox")
final class MailboxController {

    private static final int MOST_LISTED = 500;

    private final Mailbox mailbox;

    MailboxController(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Mailbox</title></head><body>
                <h1>Mailbox</h1>
                <p>The newest 100 mails. None of them was delivered to anybody.</p>
                """);
        for (Mail mail : mailbox.newest(null, 100)) {
            html.append("<details><summary>")
                    .append(mail.receivedAt())
                    .append(" to <b>")
                    .append(escape(mail.to()))
                    .append("</b>: ")
                    .append(escape(mail.subject()))
                    .append("</summary><pre>")
                    .append(escape(mail.text().isEmpty() ? mail.html() : mail.text()))
                    .append("</pre>");
            if (!mail.attachments().isEmpty()) {
                html.append("<p>Attached: ")
                        .append(escape(String.join(", ", mail.attachments())))
                        .append("</p>");
            }
            html.append("</details>\n");
        }
        return html.append("</body></html>").toString();
    }

    @GetMapping("/messages")
    List<Mail> messages(
            @RequestParam(required = false) @Nullable String to, @RequestParam(defaultValue = "50") int limit) {
        return mailbox.newest(to, Math.clamp(limit, 1, MOST_LISTED));
    }

    @GetMapping("/messages/{id}")
    ResponseEntity<Mail> message(@PathVariable long id) {
        return ResponseEntity.of(java.util.Optional.ofNullable(mailbox.find(id)));
    }

    @DeleteMapping("/messages")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        mailbox.clear();
    }

    @GetMapping("/server")
    Map<String, Integer> server() {
        return Map.of("smtpPort", mailbox.smtpPort());
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
