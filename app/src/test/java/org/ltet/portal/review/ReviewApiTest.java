package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.StaffFactor;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Review over the API (ITG-7, REV-1, REV-3 to REV-6)")
class ReviewApiTest extends ReviewTestBase {

    private static final String TASKS = "/api/v1/review/tasks";

    @Autowired
    JsonMapper json;

    private final HttpClient client = HttpClient.newHttpClient();

    User scrutiny;
    User panel;
    String scrutinyToken = "";
    String panelToken = "";

    @BeforeEach
    void tokens() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        panel = reviewer(Role.SUB_PANEL_MEMBER);
        scrutinyToken = StaffFactor.bearer(port, scrutiny.employeeNumber(), PASSWORD);
        panelToken = StaffFactor.bearer(port, panel.employeeNumber(), PASSWORD);
    }

    @Test
    @DisplayName("What lies outside one's scope does not exist, whatever is asked of it (ACC-5)")
    void aTaskOutsideTheScopeIsNotToldToExist() {
        Household family = family();
        UUID id = households.submitted(family, Money.of(60_000)).id();
        User elsewhere = reviewer(new Scope(Set.of("NONE"), Set.of(), Set.of()), Role.SCRUTINY_OFFICER);
        String token = StaffFactor.bearer(port, elsewhere.employeeNumber(), PASSWORD);
        assertThat(get(TASKS + "/" + id, token).statusCode()).isEqualTo(404);
        assertThat(post(TASKS + "/" + id + "/take", token, null, null).statusCode())
                .isEqualTo(404);
        assertThat(post(TASKS + "/" + id + "/forward", token, "\"1\"", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesDeductsForwardsAndApproves() {
        Household family = family();
        UUID id = households.submitted(family, Money.of(60_000)).id();
        JsonNode queue = body(get(TASKS, scrutinyToken));
        assertThat(queue.at("/counts/toDo").asInt()).isEqualTo(1);
        assertThat(queue.at("/items/0/payable").asString()).isEqualTo("36000.00");
        assertThat(queue.at("/items/0/id").asString()).isEqualTo(id.toString());

        HttpResponse<String> taken = post(TASKS + "/next", scrutinyToken, null, null);
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(body(taken).at("/hands").asString()).isEqualTo("OWN");
        assertThat(post(TASKS + "/next", scrutinyToken, null, null).statusCode())
                .isEqualTo(204);

        String line = body(taken).at("/lines/0/id").asString();
        HttpResponse<String> deducted = post(
                TASKS + "/" + id + "/deductions",
                scrutinyToken,
                etag(taken),
                "{\"lineId\":\"%s\",\"amount\":\"1400.00\",\"reasonCode\":\"NO_BILL\"}".formatted(line));
        assertThat(deducted.statusCode()).as(deducted.body()).isEqualTo(200);
        assertThat(body(deducted).at("/payable").asString()).isEqualTo("35160.00");
        assertThat(etag(deducted)).isNotEqualTo(etag(taken));

        HttpResponse<String> stale = post(TASKS + "/" + id + "/forward", scrutinyToken, etag(taken), "{}");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(post(TASKS + "/" + id + "/forward", scrutinyToken, null, "{}")
                        .statusCode())
                .isEqualTo(428);
        HttpResponse<String> forwarded = post(TASKS + "/" + id + "/forward", scrutinyToken, etag(deducted), "{}");
        assertThat(body(forwarded).at("/task/level").asString()).isEqualTo("SUB_PANEL");
        assertThat(body(forwarded).at("/hands").asString()).isEqualTo("OTHER_LEVEL");

        HttpResponse<String> atPanel = post(TASKS + "/" + id + "/take", panelToken, null, null);
        String address = TASKS + "/" + id + "/approve";
        HttpResponse<String> other = post(address, panelToken, etag(atPanel), "{\"expectedPayable\":\"36000.00\"}");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(body(other).at("/code").asString()).isEqualTo("applications.balanceChanged");
        HttpResponse<String> approved = post(address, panelToken, etag(atPanel), "{\"expectedPayable\":\"35160.00\"}");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(body(approved).at("/sanctioned").asString()).isEqualTo("35160.00");
    }

    @Test
    @DisplayName("REV-5: a level that the amount needs cannot be passed over")
    void refusesToPassOverANeededLevel() {
        UUID id =
                households.seriousIllnessSubmitted(family(), Money.of(400_000)).id();
        HttpResponse<String> taken = post(TASKS + "/" + id + "/take", scrutinyToken, null, null);
        assertThat(body(taken).at("/payable").asString()).isEqualTo("300000.00");
        HttpResponse<String> refused =
                post(TASKS + "/" + id + "/forward", scrutinyToken, etag(taken), "{\"level\":\"APEX_PANEL\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(body(refused).at("/code").asString()).isEqualTo("applications.levelSkipped");
        assertThat(applications.get(id, scrutiny).level()).isEqualTo(ReviewLevel.SCRUTINY);
        HttpResponse<String> forwarded =
                post(TASKS + "/" + id + "/forward", scrutinyToken, etag(taken), "{\"level\":\"SUB_PANEL\"}");
        assertThat(body(forwarded).at("/task/level").asString()).isEqualTo("SUB_PANEL");
    }

    @Test
    void sendsBackReturnsRejectsAndReleases() {
        Household family = family();
        UUID id = households.submitted(family, Money.of(60_000)).id();
        HttpResponse<String> taken = post(TASKS + "/" + id + "/take", scrutinyToken, null, null);
        String line = body(taken).at("/lines/0/id").asString();
        HttpResponse<String> sentBack = post(
                TASKS + "/" + id + "/send-back",
                scrutinyToken,
                etag(taken),
                "{\"reasonCode\":\"OTHER\",\"comment\":\"Which hospital?\",\"lineRemarks\":{\"%s\":\"Stamp?\"}}"
                        .formatted(line));
        assertThat(body(sentBack).at("/hands").asString()).isEqualTo("MEMBERS");
        answerSendBack.resubmit(id, "City", version(id, family.user()), family.user());
        HttpResponse<String> now = get(TASKS + "/" + id, scrutinyToken);
        post(TASKS + "/" + id + "/forward", scrutinyToken, etag(now), "{\"level\":\"SUB_PANEL\"}");
        now = post(TASKS + "/" + id + "/take", panelToken, null, null);
        HttpResponse<String> returned = post(
                TASKS + "/" + id + "/return",
                panelToken,
                etag(now),
                "{\"level\":\"SCRUTINY\",\"reasonCode\":\"CHECK_AMOUNT\",\"comment\":\"Again, please\"}");
        assertThat(body(returned).at("/task/assignedTo").asString()).isEqualTo(scrutiny.employeeNumber());
        assertThat(body(post(TASKS + "/" + id + "/release", scrutinyToken, null, null))
                        .at("/hands")
                        .asString())
                .isEqualTo("FREE");
        HttpResponse<String> notTaken = post(
                TASKS + "/" + id + "/reject",
                scrutinyToken,
                etag(get(TASKS + "/" + id, scrutinyToken)),
                "{\"reasonCode\":\"OTHER\",\"comment\":\"No\"}");
        assertThat(notTaken.statusCode()).isEqualTo(409);
        assertThat(body(notTaken).at("/code").asString()).isEqualTo("review.takeFirst");
        now = post(TASKS + "/" + id + "/take", scrutinyToken, null, null);
        HttpResponse<String> rejected = post(
                TASKS + "/" + id + "/reject",
                scrutinyToken,
                etag(now),
                "{\"reasonCode\":\"NOT_ELIGIBLE\",\"comment\":\"Not a surgery\"}");
        assertThat(body(rejected).at("/task/state").asString()).isEqualTo("REJECTED");
    }

    @Test
    void approvesManyAndAnswersTheSameWhenAskedAgain() {
        UUID one = atSubPanel(40_000, scrutiny).id();
        UUID other = atSubPanel(60_000, scrutiny).id();
        HttpResponse<String> prepared = post(
                "/api/v1/review/bulk-approvals",
                panelToken,
                null,
                "{\"level\":\"SUB_PANEL\",\"tasks\":[\"%s\",\"%s\"]}".formatted(one, other));
        assertThat(prepared.statusCode()).as(prepared.body()).isEqualTo(201);
        assertThat(body(prepared).at("/total").asString()).isEqualTo("60000.00");
        assertThat(applications.get(one, panel).state()).isEqualTo(ApplicationState.UNDER_REVIEW);
        String address = prepared.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> run = post(address + "/run", panelToken, null, null);
        assertThat(body(run).at("/approvedTotal").asString()).isEqualTo("60000.00");
        assertThat(body(post(address + "/run", panelToken, null, null))).isEqualTo(body(run));
        assertThat(body(get(address, panelToken))).isEqualTo(body(run));
        assertThat(get(
                                address,
                                StaffFactor.bearer(
                                        port, reviewer(Role.SUB_PANEL_MEMBER).employeeNumber(), PASSWORD))
                        .statusCode())
                .isEqualTo(404);
        assertThat(listed(panel, SUB_PANEL, QueueTab.DONE)).hasSize(2);
    }

    @Test
    void saysInAProblemWhatIsWrongWithARequest() {
        UUID id = submitted(60_000).id();
        HttpResponse<String> taken = post(TASKS + "/" + id + "/take", scrutinyToken, null, null);
        String line = body(taken).at("/lines/0/id").asString();
        for (String amount : new String[] {"-5.00", "1e3", "60000.01", "12.345", "", "１２"}) {
            HttpResponse<String> refused = post(
                    TASKS + "/" + id + "/deductions",
                    scrutinyToken,
                    etag(taken),
                    "{\"lineId\":\"%s\",\"amount\":\"%s\",\"reasonCode\":\"NO_BILL\"}".formatted(line, amount));
            assertThat(refused.statusCode()).as(amount).isEqualTo(422);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(body(refused).at("/field").asString()).isEqualTo("amount");
        }
        assertThat(post(TASKS + "/" + id + "/reject", scrutinyToken, etag(taken), "{}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(TASKS + "/" + id + "/reject", scrutinyToken, etag(taken), "[not json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(TASKS + "?tab=everything", scrutinyToken).statusCode()).isEqualTo(422);
        assertThat(get(TASKS + "/no-id", scrutinyToken).statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("ACC-5: other roles and levels are kept out")
    void keepsOthersOut() {
        UUID id = submitted(60_000).id();
        assertThat(get(TASKS, null).statusCode()).isEqualTo(401);
        for (Role role : Role.values()) {
            String token = StaffFactor.bearer(port, reviewer(role).employeeNumber(), PASSWORD);
            boolean reviews =
                    role == Role.SCRUTINY_OFFICER || role == Role.SUB_PANEL_MEMBER || role == Role.APEX_PANEL_MEMBER;
            assertThat(get(TASKS, token).statusCode()).as("%s", role).isEqualTo(reviews ? 200 : 403);
            if (role != Role.SCRUTINY_OFFICER) {
                assertThat(get(TASKS + "/" + id, token).statusCode())
                        .as("%s", role)
                        .isEqualTo(reviews ? 404 : 403);
                assertThat(post(TASKS + "/" + id + "/take", token, null, null).statusCode())
                        .as("%s", role)
                        .isEqualTo(403);
            }
        }
        assertThat(get(TASKS + "?level=APEX_PANEL", panelToken).statusCode()).isEqualTo(403);
        assertThat(post("/api/v1/review/bulk-approvals", scrutinyToken, null, "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    private JsonNode body(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow(() -> new AssertionError(answer.body()));
    }

    private HttpResponse<String> get(String path, @Nullable String token) {
        return send("GET", path, token, null, null);
    }

    private HttpResponse<String> post(
            String path, @Nullable String token, @Nullable String etag, @Nullable String body) {
        return send("POST", path, token, etag, body);
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String token, @Nullable String etag, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (etag != null) {
            request.header("If-Match", etag);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
