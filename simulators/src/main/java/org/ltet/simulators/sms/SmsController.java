package org.ltet.simulators.sms;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.BasicAuthentication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes text messages under registered (DLT) templates and tells what became of them. */
@RestController
final class SmsController {

    private static final int MOST_LISTED = 500;
    private static final int LONGEST_TEXT = 1000;

    private final Clock clock;
    private final SmsProperties properties;
    private final Map<String, Message> messages = new LinkedHashMap<>();

    SmsController(Clock clock, SmsProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    /** The same reference again is the same message: it is not sent twice. */
    @PostMapping("/sms/v1/messages")
    ResponseEntity<Object> send(@RequestBody Order order) {
        String to = order.to() == null ? "" : order.to().replaceFirst("^(\\+?91)(?=\\d{10}$)", "");
        if (!to.matches("[6-9]\\d{9}")) {
            return refused("to is not an Indian mobile number");
        }
        if (order.templateId() == null || order.templateId().isBlank()) {
            return refused("templateId, the DLT template, is missing");
        }
        if (order.text() == null || order.text().isBlank() || order.text().length() > LONGEST_TEXT) {
            return refused("text is missing or longer than " + LONGEST_TEXT + " characters");
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(view(take(to, order)));
    }

    @GetMapping("/sms/v1/messages/{id}")
    synchronized ResponseEntity<View> status(@PathVariable String id) {
        Message message = messages.get(id);
        return message == null ? ResponseEntity.notFound().build() : ResponseEntity.ok(view(message));
    }

    @GetMapping("/sms/admin/messages")
    synchronized List<View> newest(
            @RequestParam(required = false) @Nullable String to, @RequestParam(defaultValue = "50") int limit) {
        return new ArrayList<>(messages.values())
                .reversed().stream()
                        .filter(message -> to == null || message.to().equals(to))
                        .limit(Math.clamp(limit, 1, MOST_LISTED))
                        .map(this::view)
                        .toList();
    }

    private synchronized Message take(String to, Order order) {
        String reference = order.reference() == null ? "" : order.reference();
        for (Message earlier : messages.values()) {
            if (!reference.isEmpty() && earlier.reference().equals(reference)) {
                return earlier;
            }
        }
        String id = "sms_" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
        Message message = new Message(
                id, to, String.valueOf(order.templateId()), String.valueOf(order.text()), reference, clock.instant());
        messages.put(id, message);
        Iterator<String> oldest = messages.keySet().iterator();
        while (messages.size() > properties.kept()) {
            oldest.next();
            oldest.remove();
        }
        return message;
    }

    /** Numbers that end in 0000 belong to phones that are switched off. */
    private View view(Message message) {
        boolean arrived = !clock.instant().isBefore(message.acceptedAt().plusMillis(properties.deliverMillis()));
        boolean off = message.to().endsWith("0000");
        String status = !arrived ? "ACCEPTED" : off ? "UNDELIVERED" : "DELIVERED";
        String reason = arrived && off ? "ABSENT_SUBSCRIBER" : null;
        return new View(
                message.id(),
                status,
                reason,
                message.to(),
                message.templateId(),
                message.text(),
                message.reference(),
                message.acceptedAt());
    }

    private static ResponseEntity<Object> refused(String why) {
        return ResponseEntity.badRequest().body(Map.of("error", why));
    }

    record Order(
            @Nullable String to,
            @Nullable String templateId,
            @Nullable String text,
            @Nullable String reference) {}

    private record Message(
            String id, String to, String templateId, String text, String reference, Instant acceptedAt) {}

    record View(
            String messageId,
            String status,
            @Nullable String reason,
            String to,
            String templateId,
            String text,
            String reference,
            Instant acceptedAt) {}

    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        FilterRegistrationBean<BasicAuthentication> smsAuthentication(SmsProperties properties) {
            return BasicAuthentication.of("sms", properties.password(), "/sms/v1/*");
        }
    }
}
