package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fields that no form has: roles, states, amounts, owners. What a request may change is listed, not taken over. */
@PortalTest
@Import(Households.class)
@DisplayName("Fields that were never asked for (mass assignment), and keys used again")
class ForeignFieldsTest {

    private static final Map<String, String> FOREIGN = new LinkedHashMap<>();

    static {
        for (String field : List.of(
                "role", "roles", "role.name", "authorities", "account.role", "admin", "enabled", "status", "state")) {
            FOREIGN.put(field, "HEAD");
        }
        for (String field :
                List.of("memberId", "member.id", "employeeNumber", "employee_number", "owner", "accountId", "id")) {
            FOREIGN.put(field, "01900000-0000-7000-8000-000000000000");
        }
        for (String field : List.of("payable", "sanctioned", "claimed", "amount", "benefit.payable")) {
            FOREIGN.put(field, "999999.00");
        }
        FOREIGN.put("class.module.classLoader.resources.context.parent.pipeline.first.pattern", "x");
    }

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    private Household household;
    private String number = "";

    @BeforeEach
    void aMember() {
        household = households.serving();
        number = household.user().employeeNumber();
        People.open(accounts, number, "Member", Accounts.everywhere(Role.MEMBER));
    }

    @Test
    void inTheProfileChangeNothingButTheContact() {
        WebSession session = People.signedIn(port, number);
        Map<String, Object> before = row();
        String page = session.get("/profile/contact").body();
        Map<String, String> form = new LinkedHashMap<>(FOREIGN);
        form.putAll(Map.of("email", "new@example.in", "mobile", "9820000009", "line", "1 New Road", "city", "Pune"));
        form.putAll(Map.of("state", "Maharashtra", "pin", "411001"));
        form.put("version", page.replaceFirst("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1"));
        assertThat(session.post("/profile/contact", form).statusCode()).isEqualTo(302);
        assertThat(row()).isEqualTo(before);
        assertThat(accounts.user(number).orElseThrow().roles()).containsOnlyKeys(Role.MEMBER);
    }

    @Test
    void inADraftChangeNeitherItsOwnerNorItsStateNorWhatIsPayable() {
        ApplicationView draft = households.surgeryDraft(household, Money.of("5000"));
        WebSession session = People.signedIn(port, number);
        Map<String, Object> before = application(draft);
        String path = "/applications/" + draft.id() + "/edit/details/stay";
        session.get(path);
        Map<String, String> form = new LinkedHashMap<>(FOREIGN);
        form.putAll(Map.of("hospital", "Another Hospital", "version", Long.toString(draft.version())));
        session.post(path, form);
        assertThat(application(draft)).isEqualTo(before);
    }

    @Test
    void inTheApiAreRefusedByName() throws Exception {
        ApplicationView draft = households.surgeryDraft(household, Money.of("5000"));
        String path = "/api/v1/applications/" + draft.id();
        for (String field : List.of("state", "payable", "memberId", "sanctioned", "role")) {
            HttpResponse<String> answer =
                    call("PATCH", path, "\"" + draft.version() + "\"", null, "{\"" + field + "\": \"1\"}");
            assertThat(answer.statusCode()).as(field + " " + answer.body()).isIn(400, 422);
        }
        for (String field : List.of("state", "payable", "owner")) {
            HttpResponse<String> answer = call(
                    "POST",
                    "/api/v1/applications",
                    null,
                    null,
                    "{\"schemeCode\":\"S13\",\"beneficiaryId\":\"%s\",\"%s\":\"1\"}"
                            .formatted(household.memberId(), field));
            assertThat(answer.statusCode()).as(field + " " + answer.body()).isIn(201, 400, 422);
            if (answer.statusCode() == 201) {
                assertThat(answer.body()).contains("\"state\":\"DRAFT\"").doesNotContain("\"payable\":\"1");
            }
        }
    }

    @Test
    void aKeyThatWasUsedTakesNoOtherRequest() throws Exception {
        String one = "{\"schemeCode\":\"S13\",\"beneficiaryId\":\"" + household.memberId() + "\"}";
        String other = "{\"schemeCode\":\"S05\",\"beneficiaryId\":\"" + household.memberId() + "\"}";
        String key = "key-" + number;
        HttpResponse<String> first = call("POST", "/api/v1/applications", null, key, one);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(call("POST", "/api/v1/applications", null, key, one).body())
                .as("the first answer again")
                .isEqualTo(first.body());
        assertThat(call("POST", "/api/v1/applications", null, key, other).statusCode())
                .as("another body")
                .isEqualTo(422);
        assertThat(call("POST", "/api/v1/schemes/S13/reckonings", null, key, one)
                        .statusCode())
                .as("another route")
                .isEqualTo(422);
        Household stranger = households.serving();
        People.open(accounts, stranger.user().employeeNumber(), "Stranger", Accounts.everywhere(Role.MEMBER));
        number = stranger.user().employeeNumber();
        HttpResponse<String> ofAnother = call("POST", "/api/v1/applications", null, key, one);
        assertThat(ofAnother.body())
                .as("the same key of another person says nothing of the first")
                .doesNotContain(first.headers().firstValue("Location").orElseThrow());
        assertThat(drafts(household.memberId())).isEqualTo(1);
    }

    private int drafts(java.util.UUID member) {
        return jdbc.sql("select count(*) from applications.application where member_id = ?")
                .param(member)
                .query(Integer.class)
                .single();
    }

    private Map<String, Object> row() {
        return jdbc.sql("""
                        select id, employee_number, name, status, ic, grade, salary_band, birth_date, joining_date
                        from people.member where employee_number = ?
                        """).param(household.user().employeeNumber()).query().singleRow();
    }

    private Map<String, Object> application(ApplicationView draft) {
        return jdbc.sql("select id, member_id, state, payable, claimed from applications.application where id = ?")
                .param(draft.id())
                .query()
                .singleRow();
    }

    private HttpResponse<String> call(
            String method,
            String path,
            @org.jspecify.annotations.Nullable String version,
            @org.jspecify.annotations.Nullable String key,
            String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, People.PASSWORD))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (version != null) {
            request.header("If-Match", version);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
