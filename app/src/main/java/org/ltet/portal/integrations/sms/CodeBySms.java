package org.ltet.portal.integrations.sms;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.ltet.portal.identity.spi.CodeChannel;
import org.ltet.portal.identity.spi.CodeMessage;
import org.ltet.portal.integrations.Circuit;
import org.ltet.portal.integrations.Circuits;
import org.ltet.portal.operations.Calls;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** One-time codes by SMS; the gateway knows a message again by its reference and sends it once. */
@Component
@Order(1)
@EnableConfigurationProperties(SmsProperties.class)
class CodeBySms implements CodeChannel {

    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /** The gateway works, and does not take this message. */
    private static final class Unwanted extends IOException {

        Unwanted(String reason) {
            super(reason);
        }
    }

    private final SmsProperties properties;
    private final JsonMapper json;
    private final HttpClient client;
    private final Calls calls;
    private final Circuit circuit;

    CodeBySms(SmsProperties properties, JsonMapper json, Circuits circuits, Calls calls) {
        this.calls = calls;
        this.properties = properties;
        this.json = json;
        this.circuit = circuits.of("SMS gateway", properties.pause(), failure -> !(failure instanceof Unwanted));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Kind kind() {
        return Kind.SMS;
    }

    @Override
    public void send(CodeMessage message) throws IOException {
        String order = json.writeValueAsString(Map.of(
                "to", message.to(),
                "templateId", properties.codeTemplate(),
                "text", message.text(),
                "reference", message.id().toString()));
        circuit.call(() -> calls.to("sms", "POST", headers -> ordered(order, headers)));
    }

    private int ordered(String order, Map<String, String> headers) throws IOException {
        try {
            int status = client.send(
                            Calls.with(
                                    HttpRequest.newBuilder(URI.create(properties.url() + "/messages"))
                                            .timeout(properties.timeout())
                                            .header("Authorization", "Basic " + credentials())
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofString(order))
                                            .build(),
                                    headers),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= BAD_REQUEST && status < SERVER_ERROR && status != TOO_MANY) {
                throw new Unwanted("the SMS gateway answered " + status);
            }
            if (status != ACCEPTED) {
                throw new IOException("the SMS gateway answered " + status);
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the SMS gateway was asked");
        }
    }

    private String credentials() {
        return Base64.getEncoder()
                .encodeToString((properties.user() + ":" + properties.password()).getBytes(StandardCharsets.UTF_8));
    }
}
