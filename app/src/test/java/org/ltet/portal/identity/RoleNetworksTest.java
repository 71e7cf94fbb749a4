package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.PortalApplication;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestDatabase;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("Staff roles may be limited to networks (ACC-7)")
class RoleNetworksTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(44_000_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    RoleNetworks networks;

    @Autowired
    SignInHistory history;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void everywhereAgain() {
        jdbc.sql("delete from identity.role_network").update();
        networks.mayHaveMissed();
    }

    @Test
    void letsNobodyInWithALimitedRoleFromElsewhereNotByARunningSessionNorByATokenEither() throws Exception {
        String limited = open(Role.TRUST_ADMIN);
        String other = open(Role.HELPDESK_AGENT);
        WebSession session = WebSession.signedIn(port, limited, PASSWORD);
        String bearer = StaffFactor.bearer(port, limited, PASSWORD);
        assertThat(session.get("/").statusCode()).isEqualTo(200);
        allow(Role.TRUST_ADMIN, "10.0.0.0/8", "2001:db8::/32");

        HttpResponse<String> refused = session.get("/");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("may not be used from your network (127.0.0.1)");
        assertThat(session.post("/account/session", Map.of()).statusCode()).isEqualTo(403);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/me/sign-ins"))
                .header("Authorization", "Bearer " + bearer)
                .build();
        HttpResponse<String> api = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(api.statusCode()).isEqualTo(403);
        assertThat(api.body()).contains("networks.outside");

        WebSession again = new WebSession(port);
        again.get("/sign-in");
        HttpResponse<String> signIn = again.post("/sign-in", Map.of("number", limited, "password", PASSWORD));
        assertThat(signIn.headers().firstValue("Location")).get().asString().endsWith("/sign-in?outside");
        assertThat(again.get("/sign-in?outside").body()).contains("Your password is right");
        assertThat(history.latest(id(limited), 1))
                .extracting(SignInEntry::outcome)
                .containsExactly(SignInEntry.Outcome.OUTSIDE);
        HttpResponse<String> wrong = again.post("/sign-in", Map.of("number", limited, "password", "not it"));
        assertThat(wrong.headers().firstValue("Location"))
                .as("whoever has no password learns nothing of networks")
                .get()
                .asString()
                .doesNotContain("outside");
        assertThat(WebSession.signedIn(port, other, PASSWORD).get("/").statusCode())
                .isEqualTo(200);

        allow(Role.TRUST_ADMIN, "127.0.0.0/8");
        assertThat(session.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void theScreenRefusesAListThatShutsOutWhoSavesItAndKeepsWhatWasTyped() {
        String admin = open(Role.SYSTEM_ADMIN);
        WebSession desk = WebSession.signedIn(port, admin, PASSWORD);
        assertThat(desk.get("/operations/networks").body()).contains("You come from 127.0.0.1");
        HttpResponse<String> refused =
                desk.post("/operations/networks", Map.of("SYSTEM_ADMIN", "10.0.0.0/8", "HEAD", "192.168.7.0/24"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("This would shut you out", "192.168.7.0/24", "href=\"#SYSTEM_ADMIN\"");
        assertThat(networks.all()).isEmpty();
        assertThat(desk.post(
                                "/operations/networks",
                                Map.of("SYSTEM_ADMIN", "10.0.0.0/8\n127.0.0.1", "HEAD", "192.168.7.0/24"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(networks.all())
                .containsEntry(Role.SYSTEM_ADMIN, List.of("10.0.0.0/8", "127.0.0.1/32"))
                .containsEntry(Role.HEAD, List.of("192.168.7.0/24"));
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'accessList.changed' and actor_number = ?")
                        .param(admin)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1/8", "10.0.0.0/33", "300.1.1.1", "example.org", "::/129", "10.0.0.0/8'; --", "0x7f.1"})
    void refusesWhatIsNoRange(String range) {
        User admin = accounts.user(open(Role.SYSTEM_ADMIN)).orElseThrow();
        assertThatThrownBy(() -> networks.change(Map.of(Role.HEAD, List.of(range)), admin, "127.0.0.1"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("networks.format");
        User head = accounts.user(open(Role.HEAD)).orElseThrow();
        assertThatThrownBy(() -> networks.change(Map.of(Role.HEAD, List.of()), head, "127.0.0.1"))
                .hasMessageContaining("accounts.notAdmin");
    }

    @Test
    void aForgedForwardedAddressIsNotBelievedWithoutAProxy() throws Exception {
        String number = open(Role.MEMBER);
        assertThat(addressSeen(port, jdbc, number, "127.0.0.1", "10.20.30.40")).isEqualTo("127.0.0.1");
    }

    /** Behind a proxy the address is the last that somebody trusted added, whatever the client wrote before it. */
    @Test
    void behindAProxyOnlyTheTrustedProxysWordCounts() throws Exception {
        Map<String, Object> database = TestDatabase.freshDatabase();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.forward-headers-strategy=native",
                "--portal.data-directory=target/test-data-proxy",
                "--portal.jobs.enabled=false",
                "--spring.main.banner-mode=off"));
        database.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        try (ConfigurableApplicationContext node =
                new SpringApplicationBuilder(PortalApplication.class).run(arguments.toArray(String[]::new))) {
            int behind = Integer.parseInt(
                    Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port")));
            JdbcClient rows = node.getBean(JdbcClient.class);
            String number = Integer.toString(NUMBERS.incrementAndGet());
            node.getBean(Accounts.class)
                    .open(new NewAccount(number, "Behind", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
            assertThat(addressSeen(behind, rows, number, "127.0.0.1", "203.0.113.9"))
                    .isEqualTo("203.0.113.9");
            assertThat(addressSeen(behind, rows, number, "127.0.0.1", "10.1.2.3, 203.0.113.9"))
                    .as("the client wrote the first, the proxy the last")
                    .isEqualTo("203.0.113.9");
            assertThat(addressSeen(behind, rows, number, "127.0.0.1", "10.1.2.3, 10.9.9.9"))
                    .as("a client on the company's network is no proxy")
                    .isEqualTo("10.9.9.9");
            assertThat(addressSeen(behind, rows, number, "127.0.0.2", "10.1.2.3"))
                    .as("not through the proxy")
                    .isEqualTo("127.0.0.2");
        }
    }

    /** Signs in from a local address with a header; answers the address that the portal noted. */
    private static String addressSeen(int port, JdbcClient rows, String number, String from, String forwarded)
            throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .localAddress(InetAddress.ofLiteral(from))
                .build();
        String base = "http://127.0.0.1:" + port;
        String page = client.send(
                        HttpRequest.newBuilder(URI.create(base + "/sign-in")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher csrf = CSRF.matcher(page);
        assertThat(csrf.find()).isTrue();
        String form = "number=" + number + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8)
                + "&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8);
        client.send(
                HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Forwarded-For", forwarded)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return rows.sql("""
                        select s.address from identity.sign_in s join identity.account a on a.id = s.account_id
                        where a.employee_number = ? order by s.at desc, s.id desc limit 1
                        """).param(number).query(String.class).single();
    }

    private void allow(Role role, String... ranges) {
        networks.change(
                Map.of(role, List.of(ranges)),
                accounts.user(open(Role.SYSTEM_ADMIN)).orElseThrow(),
                "127.0.0.1");
    }

    private java.util.UUID id(String number) {
        return accounts.byEmployeeNumber(number).orElseThrow().id();
    }

    private String open(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Net Worth", null, PASSWORD, Accounts.everywhere(role)));
        return number;
    }
}
