package org.ltet.simulators.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ltet.simulators.faults.FaultBoard;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends signed events, each up to three times until it is taken. */
@Component
final class Webhooks implements DisposableBean {

    private static final int ATTEMPTS = 3;
    private static final int LOGGED = 200;

    record Target(String url, String secret) {}

    record Event(String event, Map<String, Object> payload) {}

    record Delivery(String eventId, String event, int attempt, int status) {}

    private final JsonMapper mapper;
    private final FaultBoard faults;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private volatile Target target;

    Webhooks(JsonMapper mapper, FaultBoard faults, Clock clock, GatewayProperties properties) {
        this.mapper = mapper;
        this.faults = faults;
        this.clock = clock;
        this.target = new Target(properties.webhookUrl(), properties.webhookSecret());
    }

    Target target() {
        return target;
    }

    void sendTo(Target wanted) {
        target = wanted;
    }

    List<Delivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    /** All events of one thing, in order unless a fault says otherwise. */
    void send(List<Event> events) {
        if (target.url().isEmpty()) {
            return;
        }
        for (Event event : faults.reordersWebhooks() ? events.reversed() : events) {
            String id = "evt_" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
            byte[] body = mapper.writeValueAsBytes(Map.of(
                    "entity", "event",
                    "id", id,
                    "event", event.event(),
                    "created_at", clock.instant().getEpochSecond(),
                    "payload", event.payload()));
            int copies = faults.duplicatesWebhook() ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                deliver(id, event.event(), body);
            }
        }
    }

    private void deliver(String id, String event, byte[] body) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int status = post(id, body);
            synchronized (deliveries) {
                deliveries.addFirst(new Delivery(id, event, attempt, status));
                while (deliveries.size() > LOGGED) {
                    deliveries.removeLast();
                }
            }
            if ((status >= 200 && status < 300) || Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** The status of the answer, or 0 without one. */
    private int post(String id, byte[] body) {
        Target now = target;
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(now.url()))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("X-Gateway-Event-Id", id)
                .header("X-Gateway-Timestamp", timestamp)
                .header("X-Gateway-Signature", signature(now.secret(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Over "timestamp.body", so that neither can be exchanged. */
    private static String signature(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }
}
