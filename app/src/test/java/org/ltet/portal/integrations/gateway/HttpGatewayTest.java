package org.ltet.portal.integrations.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.integrations.Circuits;
import org.ltet.portal.operations.Calls;
import org.ltet.portal.payments.spi.AccountValidator;
import org.ltet.portal.payments.spi.PayoutGateway.Answered;
import org.ltet.portal.payments.spi.PayoutGateway.LeftInPeace;
import org.ltet.portal.payments.spi.PayoutGateway.Order;
import org.ltet.portal.payments.spi.PayoutGateway.Refused;

@DisplayName("Only the gateway's own word about the payout asked for counts (ITG-3)")
class HttpGatewayTest {

    private static final String OURS = "LTAAAAAAAAAAAAAA";
    private static final Order ORDER =
            new Order(OURS, new BigDecimal("10.00"), "Member A", "50200001111", "HDFC0000060", "PAY 1", "NEFT");

    private HttpServer server;
    private HttpGateway gateway;
    private URI url = URI.create("http://127.0.0.1");
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        gateway = gateway(url, "1", "secret");
    }

    private static HttpGateway gateway(URI url, String account, String secret) {
        return new HttpGateway(
                properties(url, account, secret),
                new Circuits(),
                new Calls(ObservationRegistry.NOOP),
                Clock.systemUTC());
    }

    private static GatewayProperties properties(URI url, String account, String secret) {
        Duration time = Duration.ofSeconds(5);
        return new GatewayProperties(url, "portal", secret, account, secret, "NEFT", time, time, time);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerAboutAnotherReferenceIsNone() throws IOException {
        body = payout(OURS);
        assertThat(gateway.pay("payout-1", ORDER).reference()).isEqualTo(OURS);
        body = "{\"items\":[" + payout(OURS) + "]}";
        assertThat(gateway.find(OURS)).hasSize(1);
        for (String other : new String[] {"LTBBBBBBBBBBBBBB", ""}) {
            body = payout(other);
            assertThatThrownBy(() -> gateway.pay("payout-1", ORDER))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("another payout");
            body = "{\"items\":[" + payout(other) + "]}";
            assertThatThrownBy(() -> gateway.find(OURS))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("another payout");
        }
    }

    @Test
    void noPayoutWaitsBecauseAccountsCannotBeAskedAbout() throws IOException {
        HttpAccountValidator validator = validator();
        status = 401;
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> ask(validator)).isExactlyInstanceOf(Answered.class);
        }
        assertThatThrownBy(() -> ask(validator)).isInstanceOf(LeftInPeace.class);
        status = 200;
        body = payout(OURS);
        assertThat(gateway.pay("payout-1", ORDER).reference()).isEqualTo(OURS);
    }

    @Test
    void thatTheBankDoesNotSayIsAnAnswerAndNoFailure() throws IOException {
        HttpAccountValidator validator = validator();
        for (String told : List.of(
                "{\"status\":\"failed\"}",
                "{\"status\":\"completed\"}",
                "{\"status\":\"completed\",\"results\":{\"account_status\":null}}")) {
            body = told;
            for (int i = 0; i < 6; i++) {
                assertThat(ask(validator)).isEqualTo(new AccountValidator.Answer.NotFoundOut());
            }
        }
        body = "{\"status\":\"completed\",\"results\":{\"account_status\":\"invalid\"}}";
        assertThat(ask(validator)).isEqualTo(new AccountValidator.Answer.Missing());
        body = "{}";
        assertThatThrownBy(() -> ask(validator)).isExactlyInstanceOf(IOException.class);
    }

    private HttpAccountValidator validator() {
        return new HttpAccountValidator(gateway, properties(url, "1", "secret"), new Circuits());
    }

    private static AccountValidator.Answer ask(HttpAccountValidator validator) throws IOException {
        return validator.validate("account-1", new AccountValidator.Account("Member A", "HDFC0000060", "50200001111"));
    }

    @Test
    void itsPlaceIsTheAddressAndTheAccountAndNoSecret() {
        URI url = URI.create("https://gateway.example/v1");
        String place = gateway(url, "1", "secret").place();
        assertThat(place).matches("[0-9a-f]{32}");
        assertThat(gateway(url, "1", "another secret").place()).isEqualTo(place);
        assertThat(gateway(url, "2", "secret").place()).isNotEqualTo(place);
        assertThat(gateway(URI.create("https://other.example/v1"), "1", "secret")
                        .place())
                .isNotEqualTo(place);
    }

    @Test
    void itsWordsAreForTheRecordWithoutLongNumbersAndNeverForALog() {
        body = "{\"error\":{\"description\":\"No account 50200001111 of Member A, code 12345\"}}";
        status = 400;
        assertThatThrownBy(() -> gateway.pay("payout-1", ORDER))
                .hasMessage("The gateway answered 400")
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.whole())
                                .isEqualTo("The gateway answered 400: No account ****** of Member A, code 12345"));
        status = 500;
        assertThatThrownBy(() -> gateway.pay("payout-1", ORDER))
                .hasMessage("The gateway answered 500")
                .isExactlyInstanceOf(Answered.class);
    }

    private static String payout(String reference) {
        return "{\"id\":\"pout_1\",\"amount\":1000,\"currency\":\"INR\",\"status\":\"processing\",\"reference_id\":\""
                + reference + "\"}";
    }
}
