package org.ltet.portal.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@PortalTest
@DisplayName("Spans of requests and calls reach a collector, and nothing of a person with them (OPS-5, SEC-3)")
class TracingTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TRACE = "5cf92f3577b34da6a3ce929d0e0e4711";
    private static final String PERSON = "Meenakshi-Sensitive";

    private static final ByteArrayOutputStream RECEIVED = new ByteArrayOutputStream();
    private static final HttpServer COLLECTOR = collector();

    @LocalServerPort
    int port;

    @Autowired
    Calls calls;

    private static HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                synchronized (RECEIVED) {
                    exchange.getRequestBody().transferTo(RECEIVED);
                }
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @DynamicPropertySource
    static void collects(DynamicPropertyRegistry properties) {
        properties.add(
                "portal.tracing.endpoint",
                () -> "http://127.0.0.1:" + COLLECTOR.getAddress().getPort() + "/v1/traces");
        properties.add("portal.tracing.share", () -> "1");
        properties.add("portal.tracing.every", () -> "100ms");
    }

    @AfterAll
    static void stop() {
        COLLECTOR.stop(0);
    }

    @Test
    void aRequestGoesOnWithTheTraceOfItsCaller() throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in?name=" + PERSON))
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00")
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        await().atMost(SOON).until(() -> received().contains("http get /sign-in"));
        assertThat(received())
                .contains(new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1))
                .contains("ltet-portal")
                .doesNotContain(PERSON);
    }

    @Test
    void aCallCarriesTheTraceOnAndTellsOfAFailureItsClassAlone() {
        Map<String, String> sent = new HashMap<>();
        assertThatThrownBy(() -> calls.to("elsewhere", "ask", headers -> {
                    sent.putAll(headers);
                    throw new IOException("no answer about " + PERSON);
                }))
                .isInstanceOf(IOException.class);
        assertThat(sent.get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
        await().atMost(SOON).until(() -> received().contains("elsewhere ask"));
        assertThat(received()).contains("java.io.IOException").doesNotContain(PERSON);
    }

    private static String received() {
        synchronized (RECEIVED) {
            return RECEIVED.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
