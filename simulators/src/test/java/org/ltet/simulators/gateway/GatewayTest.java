package org.ltet.simulators.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.simulators.Running;
import tools.jackson.databind.JsonNode;

@DisplayName("The simulated payout gateway (ITG-3, ITG-6, PAY-4)")
class GatewayTest {

    private static final String[] PORTAL = {"portal", "gateway-demo"};

    private record Hook(String signature, String timestamp, String eventId, String body) {

        JsonNode json() {
            return Running.json(body);
        }

        String event() {
            return json().path("event").asString();
        }
    }

    private static final BlockingQueue<Hook> HOOKS = new LinkedBlockingQueue<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private static Running running;
    private static HttpServer listener;

    @BeforeAll
    static void start() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean fail = FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!fail) {
                HOOKS.add(new Hook(
                        exchange.getRequestHeaders().getFirst("X-Gateway-Signature"),
                        exchange.getRequestHeaders().getFirst("X-Gateway-Timestamp"),
                        exchange.getRequestHeaders().getFirst("X-Gateway-Event-Id"),
                        new String(body, StandardCharsets.UTF_8)));
            }
            exchange.sendResponseHeaders(fail ? 503 : 204, -1);
            exchange.close();
        });
        listener.start();
        running = Running.with("--simulators.gateway.settle-millis=20");
        running.post(
                "/gateway/admin/webhook",
                "{\"url\":\"http://127.0.0.1:%d/hook\",\"secret\":\"s3cret\"}"
                        .formatted(listener.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        running.close();
        listener.stop(0);
    }

    @AfterEach
    void clear() throws Exception {
        running.send(running.request("/faults").DELETE());
        HOOKS.clear();
    }

    @Test
    void aPayoutIsProcessedAndToldBySignedEvents() throws Exception {
        JsonNode payout = created(pay("key-1", "50100000001234", "V-1"));
        assertThat(payout.path("status").asString()).isEqualTo("processing");

        List<Hook> hooks = hooks(2);
        assertThat(hooks).extracting(Hook::event).containsExactly("payout.initiated", "payout.processed");
        JsonNode entity = hooks.get(1).json().at("/payload/payout/entity");
        assertThat(entity.path("reference_id").asString()).isEqualTo("V-1");
        assertThat(entity.path("utr").asString()).startsWith("SIMGN");
        for (Hook hook : hooks) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(hook.signature())
                    .isEqualTo(HexFormat.of()
                            .formatHex(mac.doFinal(
                                    (hook.timestamp() + "." + hook.body()).getBytes(StandardCharsets.UTF_8))));
        }
        assertThat(get("/payouts/" + payout.path("id").asString())
                        .path("status")
                        .asString())
                .isEqualTo("processed");
    }

    @Test
    void theSameKeyPaysOnceAndAnotherOrderUnderItIsRefused() throws Exception {
        JsonNode first = created(pay("key-2", "50100000001234", "V-2"));
        HttpResponse<String> again = pay("key-2", "50100000001234", "V-2");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Running.json(again.body()).path("id")).isEqualTo(first.path("id"));
        assertThat(pay("key-2", "50100000005678", "V-2").statusCode()).isEqualTo(409);
        assertThat(running.get("/gateway/admin/payouts?reference_id=V-2").size())
                .isEqualTo(1);
        hooks(2);
    }

    @Test
    void aPayoutIsFoundByItsReferenceUntilItIsForgotten() throws Exception {
        created(pay("key-9", "50100000001234", "V-9"));
        hooks(2);
        assertThat(get("/payouts?reference_id=V-9").at("/items/0/reference_id").asString())
                .isEqualTo("V-9");
        assertThat(get("/payouts?reference_id=V-9").path("count").asInt()).isEqualTo(1);
        running.send(running.request("/gateway/admin/payouts").DELETE());
        assertThat(get("/payouts?reference_id=V-9").path("items").size()).isZero();
    }

    @Test
    void payoutsAreListedPageByPageByTheTimeTheyWereMade() throws Exception {
        long start = Instant.now().getEpochSecond();
        running.send(running.request("/gateway/admin/payouts").DELETE());
        for (int i = 0; i < 3; i++) {
            created(pay("key-list-" + i, "50100000001234", "V-L" + i));
        }
        String range = "/payouts?from=" + start + "&to=" + (start + 600);
        assertThat(get(range + "&count=2&skip=0").path("items").size()).isEqualTo(2);
        assertThat(get(range + "&count=2&skip=2").at("/items/0/reference_id").asString())
                .isEqualTo("V-L0");
        assertThat(get("/payouts?from=0&to=" + (start - 1) + "&count=2&skip=0")
                        .path("count")
                        .asInt())
                .isZero();
        hooks(6);
    }

    @Test
    void aFaultStrikesOneMethodOnly() throws Exception {
        running.post("/faults", "{\"system\":\"gateway\",\"kind\":\"http500\",\"method\":\"POST\"}");
        assertThat(get("/payouts?reference_id=V-10").path("count").asInt()).isZero();
        assertThat(pay("key-10", "50100000001234", "V-10").statusCode()).isEqualTo(500);
    }

    @Test
    void accountsDecideOverFailureAndReversal() throws Exception {
        created(pay("key-3", "50100000009904", "V-3"));
        List<Hook> failed = hooks(2);
        assertThat(failed.get(1).event()).isEqualTo("payout.failed");
        assertThat(failed.get(1)
                        .json()
                        .at("/payload/payout/entity/status_details/reason")
                        .asString())
                .isEqualTo("beneficiary_account_closed");
        created(pay("key-4", "50100000009906", "V-4"));
        assertThat(hooks(3))
                .extracting(Hook::event)
                .containsExactly("payout.initiated", "payout.processed", "payout.reversed");
    }

    @Test
    void eventsCanComeTwiceAndInReverseOrder() throws Exception {
        running.post("/faults", "{\"system\":\"gateway\",\"kind\":\"reorder-webhooks\"}");
        created(pay("key-5", "50100000001234", "V-5"));
        assertThat(hooks(2)).extracting(Hook::event).containsExactly("payout.processed", "payout.initiated");

        running.post("/faults", "{\"system\":\"gateway\",\"kind\":\"duplicate-webhook\"}");
        created(pay("key-6", "50100000001234", "V-6"));
        List<Hook> hooks = hooks(3);
        assertThat(hooks.get(0).eventId()).isEqualTo(hooks.get(1).eventId());
        assertThat(hooks.get(2).event()).isEqualTo("payout.processed");
    }

    @Test
    void anEventThatIsNotTakenIsSentAgain() throws Exception {
        FAILURES.set(2);
        created(pay("key-7", "50100000001234", "V-7"));
        assertThat(hooks(2)).extracting(Hook::event).containsExactly("payout.initiated", "payout.processed");
        assertThat(running.get("/gateway/admin/webhooks").findValuesAsString("status"))
                .contains("503");
    }

    @Test
    void refusesIncompleteOrders() throws Exception {
        assertThat(running.send(running.request("/gateway/v1/payouts")).statusCode())
                .isEqualTo(401);
        assertThat(running.post("/gateway/v1/payouts", order("50100000001234", "V-8"), PORTAL)
                        .statusCode())
                .as("without a key")
                .isEqualTo(400);
        assertThat(pay("key-8", "", "V-8").statusCode()).isEqualTo(400);
    }

    @Test
    void validatesAccounts() throws Exception {
        assertThat(validation("50100000001234").at("/results/account_status").asString())
                .isEqualTo("active");
        assertThat(validation("50100000001234").at("/results/registered_name").asString())
                .isEqualTo("RAMESH PATIL");
        assertThat(validation("50100000009901").at("/results/account_status").asString())
                .isEqualTo("invalid");
        assertThat(validation("50100000009907").at("/results/registered_name").asString())
                .isEqualTo("SOMEBODY ELSE");
        hooks(4);
    }

    @Test
    void anAccountIsLookedAtOncePerKey() throws Exception {
        int before = running.get("/gateway/admin/validations").size();
        String id = created(validate("key-v", "50100000001234")).path("id").asString();
        assertThat(created(validate("key-v", "50100000001234")).path("id").asString())
                .isEqualTo(id);
        assertThat(validate("key-v", "50100000005678").statusCode()).isEqualTo(409);
        assertThat(running.get("/gateway/admin/validations").size()).isEqualTo(before + 1);
        hooks(1);
    }

    private static HttpResponse<String> validate(String key, String account) throws IOException {
        return running.send(running.request("/gateway/v1/fund_accounts/validations", PORTAL)
                .header("Content-Type", "application/json")
                .header("X-Payout-Idempotency", key)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"fund_account":{"account_type":"bank_account","bank_account":
                          {"name":"Ramesh Patil","ifsc":"HDFC0000060","account_number":"%s"}}}""".formatted(account))));
    }

    private static JsonNode validation(String account) throws Exception {
        String id = created(validate("key-" + UUID.randomUUID(), account))
                .path("id")
                .asString();
        Instant end = Instant.now().plus(Duration.ofSeconds(5));
        JsonNode validation = get("/fund_accounts/validations/" + id);
        while (!validation.path("status").asString().equals("completed")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
            validation = get("/fund_accounts/validations/" + id);
        }
        return validation;
    }

    private static List<Hook> hooks(int count) throws InterruptedException {
        List<Hook> hooks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Hook hook = HOOKS.poll(5, TimeUnit.SECONDS);
            assertThat(hook).as("event " + (i + 1)).isNotNull();
            hooks.add(hook);
        }
        return hooks;
    }

    private static HttpResponse<String> pay(String key, String account, String reference) throws IOException {
        return running.send(running.request("/gateway/v1/payouts", PORTAL)
                .header("Content-Type", "application/json")
                .header("X-Payout-Idempotency", key)
                .POST(HttpRequest.BodyPublishers.ofString(order(account, reference))));
    }

    private static String order(String account, String reference) {
        return """
                {"account_number":"00000012345","amount":3120000,"currency":"INR","mode":"NEFT","purpose":"payout",
                 "reference_id":"%s","narration":"Trust benefit","fund_account":{"account_type":"bank_account",
                 "bank_account":{"name":"Ramesh Patil","ifsc":"HDFC0000060","account_number":"%s"}}}""".formatted(reference, account);
    }

    private static JsonNode created(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Running.json(response.body());
    }

    private static JsonNode get(String path) throws IOException {
        return running.get("/gateway/v1" + path, PORTAL);
    }
}
