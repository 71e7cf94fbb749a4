package org.ltet.portal.integrations.gateway;

import java.io.IOException;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.integrations.Circuit;
import org.ltet.portal.integrations.Circuits;
import org.ltet.portal.operations.Calls;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payouts by POST, each under the key that the gateway knows it by. No tries of its own: the job that uses it repeats. An
 * answer that is neither a payout nor a refusal leaves open what the gateway did; so does one about a key used before.
 */
@Component
@ConditionalOnProperty("portal.integrations.gateway.url")
@EnableConfigurationProperties(GatewayProperties.class)
class HttpGateway implements PayoutGateway {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final Set<Integer> REFUSALS = Set.of(400, 422);
    private static final int MOST_MADE = 200_000;
    private static final int LONGEST_ANSWER = 1 << 20;

    /** What an answer says. */
    interface Reading<T> {
        T of(byte[] answer) throws IOException;
    }

    private final GatewayProperties properties;
    private final Signature signature;
    private final Clock clock;
    private final Calls calls;
    private final Circuit circuit;
    private final HttpClient client;
    private final String place;
    private final JsonMapper mapper = JsonMapper.builder().build();

    HttpGateway(GatewayProperties properties, Circuits circuits, Calls calls, Clock clock) {
        this.calls = calls;
        this.properties = properties;
        this.signature = new Signature(properties.webhookSecret());
        this.clock = clock;
        this.place = fingerprint(properties.url() + "\n" + properties.account());
        this.circuit = circuits.of("payment gateway", properties.pause(), HttpGateway::failed);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Payout pay(String key, Order order) throws IOException {
        Words.Order words = new Words.Order(
                properties.account(),
                new Words.Fund("bank_account", new Words.BankAccount(order.payeeName(), order.ifsc(), order.account())),
                order.amount()
                        .movePointRight(2)
                        .setScale(0, RoundingMode.UNNECESSARY)
                        .longValueExact(),
                "INR",
                order.mode(),
                "payout",
                order.reference(),
                order.narration());
        return post(circuit, "/payouts", key, words, answer -> ours(order.reference(), GatewayAnswer.payout(answer)));
    }

    /** Under the key by which the gateway knows it again. */
    <T> T post(Circuit over, String path, String key, Object words, Reading<T> reading) throws IOException {
        HttpRequest request = request(path)
                .header("X-Payout-Idempotency", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(words)))
                .build();
        return called(over, () -> reading.of(send(request)));
    }

    @Override
    public List<Payout> find(String reference) throws IOException {
        String query = "?reference_id=" + URLEncoder.encode(reference, StandardCharsets.UTF_8);
        HttpRequest request = request("/payouts" + query).GET().build();
        return called(circuit, () -> {
            List<Payout> found = GatewayAnswer.all(send(request));
            for (Payout one : found) {
                ours(reference, one);
            }
            return found;
        });
    }

    @Override
    public Made made(Instant from, Instant until) throws IOException {
        List<Payout> payouts = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Made page;
        int seen = 0;
        do {
            String query = "?from=%d&to=%d&count=%d&skip=%d"
                    .formatted(from.getEpochSecond(), until.getEpochSecond() - 1, GatewayAnswer.MOST_FOUND, seen);
            HttpRequest request = request("/payouts" + query).GET().build();
            page = called(circuit, () -> GatewayAnswer.made(send(request)));
            payouts.addAll(page.payouts());
            unreadable.addAll(page.unreadable());
            seen += size(page);
            if (seen > MOST_MADE) {
                throw new IOException("The gateway told no end of payouts");
            }
        } while (size(page) == GatewayAnswer.MOST_FOUND);
        return new Made(payouts, unreadable);
    }

    private static int size(Made page) {
        return page.payouts().size() + page.unreadable().size();
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String mode() {
        return properties.mode();
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is said of another payout says nothing of ours. */
    private static Payout ours(String reference, Payout payout) throws IOException {
        if (!reference.equals(payout.reference())) {
            throw new IOException("The gateway told of another payout than the one asked for");
        }
        return payout;
    }

    @Override
    public Optional<Event> event(Function<String, @Nullable String> header, byte[] body) throws IOException {
        signature.demand(
                header.apply("X-Gateway-Timestamp"), header.apply("X-Gateway-Signature"), body, clock.instant());
        return GatewayAnswer.event(body);
    }

    /** A refusal is an answer. */
    static boolean failed(Throwable failure) {
        return !(failure instanceof Refused);
    }

    private static <T> T called(Circuit over, Circuit.Call<T> call) throws IOException {
        try {
            return over.call(call);
        } catch (Circuit.Open open) {
            throw new LeftInPeace(String.valueOf(open.getMessage()));
        }
    }

    private byte[] send(HttpRequest request) throws IOException {
        return calls.to("gateway", request.method(), headers -> answered(Calls.with(request, headers)));
    }

    /** Ends when the time is up, also in the middle of an answer. */
    private byte[] answered(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> got = answer.get(
                    properties.connectTimeout().plus(properties.timeout()).toMillis(), TimeUnit.MILLISECONDS);
            int status = got.statusCode();
            if (status == OK || status == CREATED) {
                return got.body();
            }
            String reason = GatewayAnswer.reason(got.body());
            // With no reason of the gateway's own it is the answer of something in between, which knows of no payouts.
            if (REFUSALS.contains(status) && !reason.isEmpty()) {
                throw new Refused(status, reason);
            }
            throw new Answered(status, reason);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the gateway was asked", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("The gateway did not answer in time", e);
        } catch (ExecutionException e) {
            // by its kind, as its words may be the gateway's
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "The gateway was not reached: " + cause.getClass().getSimpleName(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String credentials = properties.user() + ":" + properties.password();
        return HttpRequest.newBuilder(URI.create(properties.url() + path))
                .timeout(properties.timeout())
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
}
