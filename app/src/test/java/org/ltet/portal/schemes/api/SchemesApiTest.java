package org.ltet.portal.schemes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.schemes.web.Household;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
@DisplayName("Schemes over the API (ITG-7, SCH-1, APP-3)")
class SchemesApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final HttpClient client = HttpClient.newHttpClient();
    private static String token = "";
    private static UUID spouse = new UUID(0, 0);

    /** One family for all tests here: none of them changes anything. */
    @BeforeEach
    void signIn() {
        clock.reset();
        if (token.isEmpty()) {
            Household family = new Household(jdbc, accounts, "SERVING", LocalDate.of(2009, 6, 1));
            spouse = family.with("SPOUSE", "Sunita Patil", LocalDate.of(1970, 5, 5));
            token = StaffFactor.bearer(port, family.number, Household.PASSWORD);
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en");
        return client.send(
                request.method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void listsTheSchemesAndWhatIsOpenToMe() throws Exception {
        JsonNode list = json(send("GET", "/api/v1/schemes", ""));
        assertThat(list.valueStream()
                        .filter(scheme -> scheme.path("code").asString().matches("S\\d\\d")))
                .hasSize(14);
        assertThat(find(list, "S13").path("open").asBoolean()).isTrue();
        assertThat(find(list, "S06").path("open").asBoolean()).isFalse();
    }

    private static JsonNode find(JsonNode list, String code) {
        return list.valueStream()
                .filter(scheme -> scheme.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givesAWholeDefinition() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/v1/schemes/S13", "");
        JsonNode scheme = json(answer);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(scheme.at("/definition/benefit/percent").asInt()).isEqualTo(60);
        assertThat(scheme.at("/definition/heads/0/perUnit").asInt()).isEqualTo(4000);
    }

    @Test
    void saysWhoQualifiesAndWhyNot() throws Exception {
        JsonNode closed = json(send("GET", "/api/v1/schemes/S06/eligibility", ""));
        assertThat(closed.path("open").asBoolean()).isFalse();
        assertThat(closed.at("/obstacles/0/text").asString()).contains("HR’s record says: serving");
        JsonNode open = json(send("GET", "/api/v1/schemes/S13/eligibility", ""));
        assertThat(open.path("people").size()).isEqualTo(2);
    }

    @Test
    void reckonsWhatWouldBePayable() throws Exception {
        JsonNode benefit = json(send("POST", "/api/v1/schemes/S13/reckonings", """
                {"beneficiaryId": "%s",
                 "answers": {"hospital": "City", "surgery": "Hernia", "listedDisease": "false",
                             "admissionDate": "2026-08-15", "dischargeDate": "2026-08-20"},
                 "otherReimbursement": "45000",
                 "lines": [{"head": "ROOM_RENT", "date": "2026-08-20", "claimed": "32500.00", "quantity": 5},
                           {"head": "SURGEON", "date": "2026-08-20", "claimed": "60000.00"},
                           {"head": "MEDICINES", "date": "2026-08-20", "claimed": "17000.00"}]}
                """.formatted(spouse)));
        assertThat(benefit.path("payable").asString()).isEqualTo("31200.00");
        assertThat(benefit.path("currency").asString()).isEqualTo("INR");
        assertThat(benefit.path("eligibility").asString()).isEqualTo("PASSED");
        assertThat(benefit.at("/steps/0/text").asString())
                .isEqualTo("Room rent limited to ₹4,000 a day: minus ₹12,500");
        assertThat(benefit.path("problems").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"beneficiaryId": "00000000-0000-0000-0000-000000000001"} | 422 | beneficiaryId
            {} | 422 | beneficiaryId
            {"beneficiaryId": "SPOUSE", "lines": [{"head": "SURGEON"}]} | 422 | lines[0]
            {"beneficiaryId": "SPOUSE", "lines": [null]} | 422 | lines[0]
            {"beneficiaryId": "SPOUSE", "lines": [{"head": "SPA", "date": "2026-08-20", "claimed": "1"}]} | 422 | lines[0].head
            {"beneficiaryId": "SPOUSE", "lines": [{"head": "SURGEON", "date": "2027-08-20", "claimed": "1"}]} | 422 | lines[0].date
            {"beneficiaryId": "SPOUSE", "lines": [{"head": "SURGEON", "date": "2026-08-20", "claimed": "-1"}]} | 422 | lines[0].claimed
            {"beneficiaryId": "SPOUSE", "otherReimbursement": "-1"} | 422 | otherReimbursement
            {"beneficiaryId": "SPOUSE", "otherReimbursement": 1e3} | 400 |
            {"beneficiaryId": "SPOUSE", "otherReimbursement": "1.005"} | 400 |
            {"beneficiaryId": "SPOUSE", "otherReimbursement": "१००"} | 400 |
            {"beneficiaryId": "SPOUSE", "otherReimbursement": {"amount": "5", "currency": "USD"}} | 400 |
            {"beneficiaryId": 7 | 400 |
            """)
    void refusesWhatCannotBeReckoned(String body, int status, @Nullable String field) throws Exception {
        HttpResponse<String> answer =
                send("POST", "/api/v1/schemes/S13/reckonings", body.replace("SPOUSE", spouse.toString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        if (field != null) {
            assertThat(JsonMapper.shared().readTree(answer.body()).path("field").asString())
                    .isEqualTo(field);
        }
    }

    @Test
    void knowsNoOtherScheme() throws Exception {
        for (String path : List.of("/api/v1/schemes/S99", "/api/v1/schemes/S99/eligibility")) {
            assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
        }
    }
}
