package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("Applications for programs (ITG-7)")
class ApplicationsApiTest {

    private static final String PASSWORD = "a pass phrase for programs";
    private static final String ALL = "/api/v1/applications";

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Decisions decisions;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    final HttpClient client = HttpClient.newHttpClient();
    Household household;
    String token = "";

    @BeforeEach
    void aMember() {
        clock.reset();
        household = households.serving();
        token = open(household.user());
    }

    @Test
    void goesTheWholeWayFromDraftToSubmissionAndBackFromASendBack() throws Exception {
        Answer draft = post(ALL, null, """
                {"schemeCode": "S13", "beneficiaryId": "%s"}""".formatted(household.memberId()));
        assertThat(draft.status()).isEqualTo(201);
        String path = draft.header("Location");
        assertThat(path).isEqualTo(ALL + "/" + draft.text("id"));

        Answer changed = send("PATCH", path, draft.etag(), """
                {"answers": {"hospital": "City Hospital", "surgery": "Gall bladder", "listedDisease": "false",
                             "admissionDate": "2026-11-01", "dischargeDate": "2026-11-05"},
                 "otherReimbursement": "10000.00"}""");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/answers/hospital").asString()).isEqualTo("City Hospital");

        Answer line = post(
                path + "/lines", changed.etag(), """
                {"head": "SURGEON", "billNumber": "B%s", "billDate": "2026-11-05", "vendor": "City Hospital",
                 "claimed": "60000.00"}""".formatted(household.user().employeeNumber()));
        assertThat(line.status()).isEqualTo(201);
        assertThat(line.body().at("/benefit/payable").asString()).isEqualTo("30000.00");
        assertThat(line.text("currency")).isEqualTo("INR");
        assertThat(line.body().at("/benefit/steps").size()).isPositive();

        Answer checklist = get(path + "/checklist");
        assertThat(checklist.body().get("complete").asBoolean()).isFalse();
        assertThat(checklist.body().toString()).contains("HOSPITAL_BILL", "DISCHARGE_SUMMARY");
        Answer early = post(path + "/submit", line.etag(), "");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.header("Content-Type")).startsWith("application/problem+json");
        assertThat(early.body().at("/errors/0/field").asString()).isEqualTo("HOSPITAL_BILL");

        assertThat(upload(path, "HOSPITAL_BILL").status()).isEqualTo(201);
        assertThat(upload(path, "DISCHARGE_SUMMARY").status()).isEqualTo(201);
        Answer full = get(path);
        assertThat(full.body().get("documents").size()).isEqualTo(2);

        Answer submitted = post(path + "/submit", full.etag(), "");
        assertThat(submitted.status()).isEqualTo(200);
        assertThat(submitted.text("number")).matches("LTET/2026-27/S13/\\d{6}");
        Answer again = post(path + "/submit", full.etag(), "");
        assertThat(again.text("number")).isEqualTo(submitted.text("number"));
        assertThat(again.etag()).isEqualTo(submitted.etag());

        User scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        UUID id = UUID.fromString(submitted.text("id"));
        ApplicationView taken = decisions.take(id, scrutiny);
        decisions.sendBack(
                id,
                "DOCUMENT_UNREADABLE",
                "Please send the bill again.",
                java.util.Map.of(),
                taken.version(),
                scrutiny);
        Answer sentBack = get(path);
        assertThat(sentBack.text("state")).isEqualTo("SENT_BACK");
        assertThat(sentBack.body().toString())
                .contains("Please send the bill again.")
                .doesNotContain(scrutiny.displayName());
        Answer resubmitted = post(path + "/resubmit", sentBack.etag(), "{\"comment\": \"Here it is.\"}");
        assertThat(resubmitted.text("state")).isEqualTo("UNDER_REVIEW");
        assertThat(post(path + "/withdraw", null, "{}").status()).isEqualTo(428);
        assertThat(post(path + "/withdraw", sentBack.etag(), "{}").status()).isEqualTo(412);
        Answer withdrawn = post(path + "/withdraw", resubmitted.etag(), "{}");
        assertThat(withdrawn.text("state")).isEqualTo("WITHDRAWN");
        Answer repeated = post(path + "/withdraw", resubmitted.etag(), "{}");
        assertThat(repeated.status()).as("it is done once").isEqualTo(200);
        assertThat(repeated.etag()).isEqualTo(withdrawn.etag());
    }

    @Test
    void changesNeedTheNewestETag() throws Exception {
        Answer draft = started();
        String path = draft.header("Location");
        String body = "{\"answers\": {\"hospital\": \"A\"}}";
        Answer missing = send("PATCH", path, null, body);
        assertThat(missing.status()).isEqualTo(428);
        assertThat(missing.header("Content-Type")).startsWith("application/problem+json");
        assertThat(send("PATCH", path, draft.etag(), body).status()).isEqualTo(200);
        Answer stale = send("PATCH", path, draft.etag(), "{\"answers\": {\"surgery\": \"B\"}}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("code")).isEqualTo("stale");
        assertThat(post(path + "/lines", draft.etag(), "{}").status()).isEqualTo(412);
        assertThat(send("PATCH", path, "\"x\"", body).status()).isEqualTo(412);
        for (String move : new String[] {"/discard", "/move-to-current-version"}) {
            assertThat(post(path + move, null, "").status()).as(move).isEqualTo(428);
            assertThat(post(path + move, draft.etag(), "").status()).as(move).isEqualTo(412);
        }
        assertThat(get(path).text("state")).isEqualTo("DRAFT");
        String newest = get(path).etag();
        Answer moved = post(path + "/move-to-current-version", newest, "");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.etag()).isNotEqualTo(newest);
    }

    @Test
    @DisplayName(
            "ITG-7: a document is added or taken away on the version that was read, and the answer has the new one")
    void documentsNeedTheNewestETag() throws Exception {
        Answer draft = started();
        String path = draft.header("Location");
        byte[] bill = SampleFiles.pdf("bill" + path);
        assertThat(upload(path, null, "HOSPITAL_BILL", bill, "").status()).isEqualTo(428);
        Answer first = upload(path, draft.etag(), "HOSPITAL_BILL", bill, "");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.etag()).isEqualTo(get(path).etag()).isNotEqualTo(draft.etag());
        byte[] summary = SampleFiles.pdf("summary" + path);
        assertThat(upload(path, draft.etag(), "DISCHARGE_SUMMARY", summary, "").status())
                .isEqualTo(412);
        Answer repeated = upload(path, draft.etag(), "HOSPITAL_BILL", bill, "");
        assertThat(repeated.status()).as("the same file is one document").isEqualTo(201);
        assertThat(repeated.text("id")).isEqualTo(first.text("id"));
        Answer second = upload(path, first.etag(), "DISCHARGE_SUMMARY", summary, "");
        assertThat(second.status()).isEqualTo(201);

        String document = path + "/documents/" + first.text("id");
        assertThat(send("DELETE", document, null, "").status()).isEqualTo(428);
        assertThat(send("DELETE", document, first.etag(), "").status()).isEqualTo(412);
        Answer removed = send("DELETE", document, second.etag(), "");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.etag()).isEqualTo(get(path).etag());
        assertThat(get(path).body().get("documents").size()).isEqualTo(1);
    }

    @Test
    void saysEverythingThatCannotBeReadAndKeepsNothingOfIt() throws Exception {
        Answer draft = started();
        String path = draft.header("Location");
        Answer bad = send("PATCH", path, draft.etag(), """
                {"answers": {"hospital": "Kept?", "admissionDate": "31/12/2026", "listedDisease": "perhaps"}}""");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body().get("errors").size()).isEqualTo(2);
        assertThat(get(path).body().get("answers").has("hospital")).isFalse();
        for (String amount : new String[] {"", "-1", "1e5", "1.005", "٣٤٥", "99999999999999999", "abc"}) {
            Answer refused = post(path + "/lines", draft.etag(), """
                    {"head": "SURGEON", "billNumber": "1", "billDate": "2026-11-05", "vendor": "V", "claimed": "%s"}""".formatted(amount));
            assertThat(refused.status()).as(amount).isEqualTo(422);
            assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("claimed");
        }
        assertThat(post(ALL, null, "{}").status()).isEqualTo(422);
        assertThat(post(ALL, null, "{\"schemeCode\": \"S13\"").status()).isEqualTo(400);
        assertThat(post(
                                ALL,
                                null,
                                "{\"schemeCode\": \"S99\", \"beneficiaryId\": \"%s\"}".formatted(household.memberId()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("ITG-7: with the same Idempotency-Key an upload is done once, and another file is refused")
    void aKeyBelongsToTheContentOfAnUpload() throws Exception {
        Answer draft = started();
        String path = draft.header("Location");
        byte[] file = SampleFiles.pdf("AAAA" + path);
        // packed, not every text of the same length takes the same room
        byte[] other = IntStream.range(0, 1000)
                .mapToObj(i -> SampleFiles.pdf("%04d".formatted(i) + path))
                .filter(content -> content.length == file.length)
                .findFirst()
                .orElseThrow();
        Answer first = upload(path, draft.etag(), "HOSPITAL_BILL", file, "upload-1");
        assertThat(first.status()).isEqualTo(201);
        Answer again = upload(path, draft.etag(), "HOSPITAL_BILL", file, "upload-1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        Answer refused = upload(path, draft.etag(), "HOSPITAL_BILL", other, "upload-1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(get(path).body().get("documents").size()).isEqualTo(1);
    }

    @Test
    @DisplayName("ITG-7: a key whose first request was interrupted is never worked on a second time")
    void aKeyOfAnInterruptedRequestIsNotTakenOver() throws Exception {
        String body = "{\"schemeCode\": \"S13\", \"beneficiaryId\": \"%s\"}".formatted(household.memberId());
        String key = "draft-" + household.memberId();
        assertThat(post(key, body).status()).isEqualTo(201);
        // the node died after its work was committed, before the answer was kept
        jdbc.sql("""
                update web.idempotency_key set status = null, body = null
                where key = :key
                """).param("key", key).update();
        assertThat(post(key, body).header("Retry-After")).isEqualTo("2");
        clock.advance(Duration.ofMinutes(6));
        Answer late = post(key, body);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.header("Retry-After")).isEmpty();
        assertThat(late.text("detail")).contains("interrupted", "new key");
        assertThat(get(ALL).body().get("items").size()).isEqualTo(1);
    }

    @Test
    @DisplayName("ITG-7: what is larger than a route takes is refused as a problem that names the limit")
    void refusesWhatIsTooLargeAsAProblem() throws Exception {
        String path = started().header("Location");
        Answer huge = upload(path, "\"1\"", "HOSPITAL_BILL", new byte[13 * 1024 * 1024], "");
        assertThat(huge.status()).isEqualTo(422);
        assertThat(huge.text("code")).isEqualTo("documents.tooLarge");
        Answer beyond = upload(path, "\"1\"", "HOSPITAL_BILL", new byte[60 * 1024 * 1024], "");
        assertThat(beyond.status()).isEqualTo(413);
        assertThat(beyond.header("Content-Type")).startsWith("application/problem+json");
        assertThat(beyond.text("code")).isEqualTo("request.tooLarge");
        assertThat(beyond.text("detail")).contains("51 MB");
        Answer text = send("PATCH", path, "\"1\"", "x".repeat(3 * 1024 * 1024));
        assertThat(text.status()).isEqualTo(413);
    }

    @Test
    @DisplayName("ITG-7: what a change names and the portal does not know is refused, not dropped")
    void refusesUnknownAnswersAndProperties() throws Exception {
        Answer draft = started();
        String path = draft.header("Location");
        Answer answer = send("PATCH", path, draft.etag(), """
                {"answers": {"hospital": "City Hospital", "bogus": "x"}}""");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("bogus");
        Answer property = send("PATCH", path, draft.etag(), """
                {"answers": {"hospital": "City Hospital"}, "bankAccount": "x"}""");
        assertThat(property.status()).isEqualTo(422);
        assertThat(property.text("field")).isEqualTo("bankAccount");
        assertThat(get(path).body().get("answers").has("hospital")).isFalse();
    }

    @Test
    void everybodyElseFindsNothing() throws Exception {
        Answer draft = started();
        String path = draft.header("Location");
        token = open(households.serving().user());
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(get(path + "/documents").status()).isEqualTo(404);
        assertThat(get(path + "/checklist").status()).isEqualTo(404);
        assertThat(send("PATCH", path, draft.etag(), "{}").status()).isEqualTo(404);
        assertThat(post(path + "/submit", draft.etag(), "").status()).isEqualTo(404);
        assertThat(post(path + "/withdraw", draft.etag(), "").status()).isEqualTo(404);
        assertThat(post(path + "/discard", draft.etag(), "").status()).isEqualTo(404);
        assertThat(upload(path, draft.etag(), "HOSPITAL_BILL", SampleFiles.pdf("theirs"), "")
                        .status())
                .isEqualTo(404);
        token = "";
        assertThat(get(path).status()).isEqualTo(401);
    }

    @Test
    void listsByPagesFromANewestOne() throws Exception {
        for (int i = 0; i < 3; i++) {
            households.surgeryDraft(household, Money.of(1_000 + i));
        }
        Answer first = get(ALL + "?limit=2&state=DRAFT");
        assertThat(first.body().get("items").size()).isEqualTo(2);
        Answer second = get(ALL + "?limit=2&state=DRAFT&before=" + first.text("next"));
        assertThat(second.body().get("items").size()).isEqualTo(1);
        assertThat(second.body().get("next").isNull()).isTrue();
        assertThat(get(ALL + "?state=REJECTED").body().get("items").size()).isZero();
        assertThat(get(ALL + "?state=NONSENSE").status()).isEqualTo(400);
    }

    @Test
    void aDraftIsDiscardedOnceAndForAll() throws Exception {
        Answer draft = started();
        String path = draft.header("Location");
        assertThat(post(path + "/discard", draft.etag(), "").status()).isEqualTo(204);
        assertThat(post(path + "/discard", draft.etag(), "").status()).isEqualTo(204);
        Answer gone = get(path);
        assertThat(gone.text("state")).isEqualTo("DISCARDED");
        assertThat(send("PATCH", path, gone.etag(), "{}").status()).isEqualTo(409);
    }

    private Answer started() throws Exception {
        return post(ALL, null, """
                {"schemeCode": "S13", "beneficiaryId": "%s"}""".formatted(household.memberId()));
    }

    private String open(User user) {
        accounts.open(new NewAccount(
                user.employeeNumber(), user.displayName(), null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        return StaffFactor.bearer(port, user.employeeNumber(), PASSWORD);
    }

    record Answer(HttpResponse<String> response, JsonNode body) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String etag() {
            return header("ETag");
        }

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    private Answer get(String path) throws Exception {
        return send(request(path).GET());
    }

    private Answer post(String path, @Nullable String etag, String body) throws Exception {
        return send("POST", path, etag, body);
    }

    private Answer send(String method, String path, @Nullable String etag, String body) throws Exception {
        HttpRequest.Builder request =
                request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return send(request);
    }

    private Answer post(String key, String body) throws Exception {
        return send(request(ALL)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer upload(String path, String type) throws Exception {
        return upload(path, get(path).etag(), type, SampleFiles.pdf(type + path), "");
    }

    private Answer upload(String path, @Nullable String etag, String type, byte[] file, String key) throws Exception {
        String boundary = "----api-test";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n" + type + "\r\n");
        write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + type
                        + ".pdf\"\r\nContent-Type: application/pdf\r\n\r\n");
        body.write(file);
        write(body, "\r\n--" + boundary + "--\r\n");
        HttpRequest.Builder request = request(path + "/documents")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
    }

    private static void write(ByteArrayOutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String body = response.body();
        return new Answer(response, body.isBlank() ? json.createObjectNode() : json.readTree(body));
    }
}
