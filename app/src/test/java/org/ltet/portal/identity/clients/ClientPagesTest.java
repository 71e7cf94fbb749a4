package org.ltet.portal.identity.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.identity.clients.Caller.basic;
import static org.ltet.portal.identity.clients.Caller.form;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("The system admin keeps the register of programs (ACC-8)")
class ClientPagesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(66_000_000);
    private static final String PASSWORD = "a pass phrase for the register";
    private static final Pattern SECRET = Pattern.compile("data-client-secret>(ltets_[A-Za-z0-9_-]{43})<");
    private static final Pattern DETAIL = Pattern.compile("/operations/clients/[0-9a-f-]{36}");
    private static final Pattern ENDING =
            Pattern.compile("/operations/clients/[0-9a-f-]{36}/secrets/[0-9a-f-]{36}/end");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    private Caller caller;
    private WebSession admin;
    private String name;

    @BeforeEach
    void signsInAsSystemAdmin() {
        caller = new Caller(port);
        String number = Integer.toString(NUMBERS.incrementAndGet());
        name = "Treasury " + number;
        accounts.open(new NewAccount(number, "Admin", null, PASSWORD, Accounts.everywhere(Role.SYSTEM_ADMIN)));
        admin = WebSession.signedIn(port, number, PASSWORD);
    }

    private Map<String, String> typed(String... more) {
        Map<String, String> typed = form(
                "kind", "SYSTEM",
                "name", name,
                "contact", "Treasury desk, treasury@example.org",
                "scopes", "audit:read",
                "addresses", "127.0.0.1\n2001:db8::/32",
                "ends", "31/12/2099");
        typed.putAll(form(more));
        return typed;
    }

    private static String found(Pattern pattern, HttpResponse<String> page) {
        Matcher matcher = pattern.matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }

    private Caller.Answer token(String clientId, String secret) {
        return caller.token(form("grant_type", "client_credentials"), "Authorization", basic(clientId, secret));
    }

    @Test
    void aSystemIsRegisteredUsedChangedAndRevoked() {
        admin.get("/operations/clients/new?kind=system");
        HttpResponse<String> shown = admin.post("/operations/clients", typed());
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        String secret = found(SECRET, shown);
        String detail = found(DETAIL, shown);
        String clientId = found(Pattern.compile("<code>(ltet-[a-z0-9]{16})</code>"), shown);
        assertThat(token(clientId, secret).status()).isEqualTo(200);

        HttpResponse<String> page = admin.get(detail);
        assertThat(page.body()).contains(name, clientId, "2001:db8::/32").doesNotContain(secret, "ltets_");
        assertThat(admin.get("/operations/clients").body()).contains(name);

        String next = found(SECRET, admin.post(detail + "/secrets", Map.of()));
        assertThat(token(clientId, secret).status()).isEqualTo(200);
        assertThat(token(clientId, next).status()).isEqualTo(200);
        page = admin.get(detail);
        String ending = found(ENDING, page);
        assertThat(admin.post(ending, Map.of()).statusCode()).isEqualTo(302);
        assertThat(List.of(
                        token(clientId, secret).status(), token(clientId, next).status()))
                .as("one of the two has ended")
                .containsExactlyInAnyOrder(200, 401);

        page = admin.get(detail);
        String version = found(Pattern.compile("name=\"version\" value=\"(\\d+)\""), page);
        assertThat(admin.post(detail, typed("scopes", "people:sync", "version", version))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.post(detail, typed("scopes", "audit:read", "version", version))
                        .statusCode())
                .as("somebody else changed it meanwhile")
                .isEqualTo(422);
        assertThat(admin.get(detail).body()).contains("value=\"people:sync\" checked");

        admin.post(detail + "/status", Map.of("status", "REVOKED"));
        assertThat(token(clientId, secret).status()).isEqualTo(401);
        assertThat(token(clientId, next).status()).isEqualTo(401);
        assertThat(jdbc.sql("select action from audit.entry where object_type = 'client' and object_id = ? order by id")
                        .param(detail.substring(detail.lastIndexOf('/') + 1))
                        .query(String.class)
                        .list())
                .contains(
                        "client.registered",
                        "client.secretMade",
                        "client.tokenGiven",
                        "client.secretEnded",
                        "client.changed",
                        "client.revoked",
                        "client.refused");
    }

    @Test
    void aProgramForPeopleIsRegisteredWithoutASecret() {
        admin.get("/operations/clients/new?kind=public");
        HttpResponse<String> answer = admin.post(
                "/operations/clients",
                typed("kind", "PUBLIC", "addresses", "", "redirectUris", "https://app.example.org/done"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String detail = answer.headers().firstValue("Location").orElseThrow();
        assertThat(admin.get(detail).body()).contains(name, "https://app.example.org/done");
        assertThat(admin.post(detail.replaceFirst(".*(/operations/)", "$1") + "/secrets", Map.of())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatCannotBeRegisteredComesBackAsTyped() {
        admin.get("/operations/clients/new?kind=system");
        HttpResponse<String> answer =
                admin.post("/operations/clients", typed("addresses", "10.20.0.0/99", "contact", ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(name, "10.20.0.0/99", "contact-error")
                .doesNotContain("ltets_");
        assertThat(admin.post("/operations/clients", typed("addresses", "10.20.0.0/99"))
                        .body())
                .contains("addresses-error");
        assertThat(admin.post("/operations/clients", typed("scopes", "applications:read"))
                        .body())
                .contains("scopes-error");
        assertThat(admin.post("/operations/clients", typed("ends", "01/01/2020"))
                        .body())
                .contains("ends-error");
    }
}
