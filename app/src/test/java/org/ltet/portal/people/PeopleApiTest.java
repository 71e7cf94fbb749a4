package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.people.HrmsRun.State;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
@DisplayName("People over the API (ITG-7, PRO-1, PRO-2)")
class PeopleApiTest implements HrmsSimulator {

    private static final String PASSWORD = "a long enough pass phrase";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    SynchroniseHrms hrms;

    @Autowired
    People people;

    @Autowired
    Scheduler scheduler;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void everybodyIsKnown() {
        if (people.byEmployeeNumber("10000900").isEmpty()) {
            assertThat(hrms.full().state()).isEqualTo(State.COMPLETED);
        }
    }

    @Test
    void givesTheMembersOwnRecordWithAMaskedAccountAndAnEtag() throws Exception {
        String token = token("10000001", Role.MEMBER);
        HttpResponse<String> me = send("GET", "/api/v1/me", token, null, null);
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.headers().firstValue("ETag")).get().asString().matches("\"\\d+\"");
        String number = people.payee(
                        people.bankAccounts(member("10000001").id()).getFirst().id())
                .number();
        assertThat(me.body())
                .contains("\"employeeNumber\":\"10000001\"", "Sunita Patil", "maskedNumber")
                .doesNotContain(number);
    }

    @Test
    void changesNeedTheVersionThatWasRead() throws Exception {
        String token = token("10000400", Role.MEMBER);
        String body = """
                {"email":"me@example.in","mobile":"9820012345","line":"1 Rd","city":"Pune","state":"Maharashtra","pin":"411001"}
                """;
        assertThat(send("PUT", "/api/v1/me/contact", token, null, body).statusCode())
                .isEqualTo(428);
        String etag = etag(send("GET", "/api/v1/me", token, null, null));
        HttpResponse<String> saved = send("PUT", "/api/v1/me/contact", token, etag, body);
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).contains("9820012345", "Pune");
        assertThat(etag(saved)).isNotEqualTo(etag);
        HttpResponse<String> stale = send("PUT", "/api/v1/me/contact", token, etag, body.replace("12345", "54321"));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(member("10000400").mobile()).isEqualTo("9820012345");
    }

    @Test
    void refusesABankAccountWithAProblemThatNamesTheField() throws Exception {
        String token = token("10000401", Role.MEMBER);
        String etag = etag(send("GET", "/api/v1/me", token, null, null));
        HttpResponse<String> refused = send(
                "PUT",
                "/api/v1/me/bank-account",
                token,
                etag,
                "{\"ifsc\":\"HDFC0ZZZZZZ\",\"number\":\"50100123456789\",\"numberAgain\":\"50100123456789\",\"holder\":\"A\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("people.ifscUnknown", "\"field\":\"ifsc\"");
        assertThat(send("PUT", "/api/v1/me/bank-account", token, etag, "{}").statusCode())
                .isEqualTo(422);
        HttpResponse<String> saved = send(
                "PUT",
                "/api/v1/me/bank-account",
                token,
                etag,
                "{\"ifsc\":\"HDFC0000060\",\"number\":\"50100123456700\",\"numberAgain\":\"50100123456700\",\"holder\":\"A\"}");
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).contains("••••••••6700", "HDFC Bank").doesNotContain("50100123456700");
    }

    @Test
    void aRunIsAskedForByTheSystemAdministratorOnly() throws Exception {
        String body = "{\"kind\":\"DELTA\"}";
        assertThat(send("POST", "/api/v1/hrms-runs", token("10000402", Role.MEMBER), null, body)
                        .statusCode())
                .isEqualTo(403);
        String admin = token("99000003", Role.SYSTEM_ADMIN);
        HttpResponse<String> accepted = send("POST", "/api/v1/hrms-runs", admin, null, body);
        assertThat(accepted.statusCode()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(send("GET", location, admin, null, null).body()).contains("\"requestedBy\":\"99000003\"");
        UUID run = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        for (int i = 0; i < 200 && !hrms.find(run).ended(); i++) {
            // The clock of the tests stands still, so that the scheduler has to be woken.
            scheduler.triggerCheckForDueExecutions();
            Thread.sleep(50);
        }
        assertThat(send("GET", location, admin, null, null).body()).contains("\"state\":\"COMPLETED\"");
        assertThat(send("GET", location + "/rejects", admin, null, null).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/v1/hrms-runs/00000000-0000-7000-8000-000000000000", admin, null, null)
                        .statusCode())
                .isEqualTo(404);
    }

    private Member member(String number) {
        return people.byEmployeeNumber(number).orElseThrow();
    }

    private String token(String number, Role role) {
        if (accounts.byEmployeeNumber(number).isEmpty()) {
            accounts.open(new NewAccount(number, "Test Person", null, PASSWORD, Accounts.everywhere(role)));
        }
        return StaffFactor.bearer(port, number, PASSWORD);
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> send(
            String method, String path, String token, @Nullable String ifMatch, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
