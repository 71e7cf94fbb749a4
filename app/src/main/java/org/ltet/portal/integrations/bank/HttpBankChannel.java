package org.ltet.portal.integrations.bank;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.ltet.portal.integrations.Circuit;
import org.ltet.portal.integrations.Circuits;
import org.ltet.portal.operations.Calls;
import org.ltet.portal.payments.spi.BankChannel;
import org.ltet.portal.payments.spi.RemoteFile;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files to and from the bank by PUT and GET, streamed. No tries of its own: the jobs that use it repeat, and the bank
 * knows a file again by its name.
 */
@Component
@EnableConfigurationProperties(BankProperties.class)
class HttpBankChannel implements BankChannel {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final int LONGEST_LIST = 4 << 20;

    private final HttpClient client;
    private final BankProperties properties;
    private final Calls calls;
    private final Circuit circuit;
    private final JsonMapper mapper = JsonMapper.builder()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    HttpBankChannel(BankProperties properties, Circuits circuits, Calls calls) {
        this.calls = calls;
        this.properties = properties;
        this.circuit = circuits.of("bank", properties.pause(), failure -> true);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void deliver(String fileName, InputStream content, long size) throws IOException {
        HttpRequest.BodyPublisher body = size == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> content), size);
        HttpResponse<String> answer =
                send(request("/inbox/" + encoded(fileName)).PUT(body).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == CONFLICT) {
            throw new IOException("The bank holds another file named " + fileName);
        }
        if (answer.statusCode() != OK && answer.statusCode() != CREATED) {
            throw new IOException("The bank answered " + answer.statusCode() + " to " + fileName);
        }
    }

    @Override
    public List<RemoteFile> outbox() throws IOException {
        HttpResponse<InputStream> answer =
                send(request("/outbox").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            mustBeOk(answer, "the outbox");
            byte[] list = body.readNBytes(LONGEST_LIST);
            return Arrays.stream(mapper.readValue(list, RemoteFile[].class)).toList();
        } catch (JacksonException e) {
            throw new IOException("The list of the bank's outbox cannot be read", e);
        }
    }

    @Override
    public InputStream fetch(String name) throws IOException {
        HttpResponse<InputStream> answer =
                send(request("/outbox/" + encoded(name)).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != OK) {
            answer.body().close();
        }
        mustBeOk(answer, name);
        return answer.body();
    }

    private static void mustBeOk(HttpResponse<?> answer, String what) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException("The bank answered " + answer.statusCode() + " for " + what);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        return circuit.call(() ->
                calls.to("bank", request.method(), headers -> answered(Calls.with(request, headers), handler)));
    }

    /** A bank that says of itself that it does not work counts as one that was not reached. */
    private <T> HttpResponse<T> answered(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            HttpResponse<T> answer = client.send(request, handler);
            if (answer.statusCode() >= SERVER_ERROR) {
                if (answer.body() instanceof InputStream body) {
                    body.close();
                }
                throw new IOException("The bank answered " + answer.statusCode() + " for "
                        + request.uri().getPath());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the bank was asked", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String credentials = properties.user() + ":" + properties.password();
        return HttpRequest.newBuilder(URI.create(properties.url() + path))
                .timeout(properties.timeout())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
