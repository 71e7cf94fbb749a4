package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("Tokens end at once with what they rest on (ACC-8)")
class TokenEndsTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(65_000_000);
    private static final String PASSWORD = "a pass phrase that will change";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    Recovery recovery;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private String number = "";
    private UUID account = new UUID(0, 0);
    private String token = "";

    @BeforeEach
    void opensAnAccountWithAToken() throws Exception {
        number = Integer.toString(NUMBERS.incrementAndGet());
        Map<Role, Scope> roles = Map.of(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE, Role.HELPDESK_AGENT, Scope.EVERYWHERE);
        account = accounts.open(new NewAccount(number, "Test Person", null, PASSWORD, roles));
        token = StaffFactor.bearer(port, number, PASSWORD);
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void withAPasswordThatWasChanged() throws Exception {
        WebSession browser = WebSession.signedIn(port, number, PASSWORD);
        browser.get("/account/password");
        String next = PASSWORD + " again";
        assertThat(browser.post("/account/password", Map.of("current", PASSWORD, "password", next, "again", next))
                        .statusCode())
                .isEqualTo(302);
        assertThat(status()).isEqualTo(401);
        token = StaffFactor.bearer(port, number, next);
        assertThat(status()).as("a new one").isEqualTo(200);
    }

    @Test
    void withAPasswordThatWasReset() throws Exception {
        currentUser.runAs(User.system("test"), () -> recovery.setPassword(number, PASSWORD + " anew"));
        assertThat(status()).isEqualTo(401);
    }

    @Test
    void withSigningOutEverywhereOrElsewhere() throws Exception {
        for (String which : new String[] {"others", "all"}) {
            token = StaffFactor.bearer(port, number, PASSWORD);
            WebSession browser = WebSession.signedIn(port, number, PASSWORD);
            browser.get("/account/security");
            browser.post("/account/sessions/end", Map.of("which", which));
            assertThat(status()).as(which).isEqualTo(401);
        }
    }

    @Test
    void withTheSecondFactorThatWasReset() throws Exception {
        User admin = new User(UUID.randomUUID(), "9", "Admin", Map.of());
        currentUser.runAs(admin, () -> factors.reset(account, "lost", admin));
        StaffFactor.code(port, number);
        assertThat(status()).as("even with a factor set up again").isEqualTo(401);
    }

    /** Whichever way these come about, also ways that are not built yet. */
    @Test
    void withARoleTakenAwayOrAnAccountThatIsLocked() throws Exception {
        jdbc.sql("delete from identity.role_assignment where account_id = ? and role = 'HELPDESK_AGENT'")
                .param(account)
                .update();
        eventuallyRefused();
        token = StaffFactor.bearer(port, number, PASSWORD);
        assertThat(status()).isEqualTo(200);
        jdbc.sql("update identity.account set status = 'DISABLED' where id = ?")
                .param(account)
                .update();
        eventuallyRefused();
        jdbc.sql("update identity.account set status = 'ACTIVE' where id = ?")
                .param(account)
                .update();
        eventuallyRefused();
    }

    /** The notice of the database comes a moment after the commit, long before what is kept in memory grows old. */
    private void eventuallyRefused() {
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status() == 401);
    }

    private int status() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/notifications"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
