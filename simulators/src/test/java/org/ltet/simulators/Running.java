package org.ltet.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulators started on free ports, and a client for them. */
public final class Running implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    public final ConfigurableApplicationContext context;
    public final String base;

    private Running(ConfigurableApplicationContext context) {
        this.context = context;
        this.base = "http://127.0.0.1:" + property("local.server.port");
    }

    public static Running with(String... args) {
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--simulators.mailbox.smtp-port=0"));
        all.addAll(List.of(args));
        return new Running(SimulatorsApplication.start(all.toArray(String[]::new)));
    }

    public String property(String name) {
        return Objects.requireNonNull(context.getEnvironment().getProperty(name), name);
    }

    public HttpRequest.Builder request(String path, String... userAndPassword) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
        if (userAndPassword.length == 2) {
            String credentials = userAndPassword[0] + ":" + userAndPassword[1];
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> post(String path, String json, String... userAndPassword) throws IOException {
        return send(request(path, userAndPassword)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public JsonNode get(String path, String... userAndPassword) throws IOException {
        HttpResponse<String> response = send(request(path, userAndPassword));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    public static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
