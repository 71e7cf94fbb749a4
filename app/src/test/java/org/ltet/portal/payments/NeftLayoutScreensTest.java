package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.payments.layout.LayoutContent;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutDefinition.Part;
import org.ltet.portal.payments.layout.LayoutField;
import org.ltet.portal.payments.layout.Layouts;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("The editor of the NEFT layout with its preview, and its API (PAY-3)")
class NeftLayoutScreensTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(39_800_000);
    private static final String PASSWORD = "a pass phrase of the layout";
    private static final String LIST = "/payments/neft-layouts";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Layouts layouts;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void asConfigured() {
        jdbc.sql("""
                update payments.neft_layout set state = case state when 'IN_FORCE' then 'REPLACED' else 'DISCARDED' end,
                    ended_by = 'test', ended_at = now()
                where state in ('DRAFT', 'SUBMITTED', 'IN_FORCE')
                """).update();
    }

    @Test
    void aLayoutGoesFromTheEditorToTheApprover() {
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        assertThat(maker.get(LIST).body())
                .contains(
                        "No version was put in force yet",
                        "Made-up sample payments",
                        "Write a new version",
                        "H|LTETH2H01");
        String draft = location(maker.post(LIST, Map.of()));
        assertThat(maker.get(draft).body())
                .contains("Save the draft", "hx-select=\"#preview\"", "Nothing differs", "up.columns.1");
        HttpResponse<String> saved = maker.post(draft, form(0, "save", LayoutDefinitions.fixedWidth(), null));
        assertThat(saved.statusCode()).isIn(302, 303);
        assertThat(maker.get(draft).body())
                .contains(
                        "Hand in for approval",
                        "Fields of fixed width",
                        "IFSC of the payee, at most 11 characters, Left, Spaces");
        assertThat(maker.post(draft + "/submit", Map.of("version", "1", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(maker.post(draft + "/submit", Map.of("version", "1", "reason", "The bank wants fixed widths"))
                        .statusCode())
                .isIn(302, 303);
        assertThat(maker.get(draft).body()).contains("who wrote nothing of it").doesNotContain("put-in-force");

        UUID batch = fixture.openBatch(fixture.approved(1, "7654.00"));
        WebSession checker = session(Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE);
        String seen = checker.get(draft + "?batch=" + batch).body();
        assertThat(seen)
                .contains("The bank wants fixed widths", "What changes", "put-in-force", "Account numbers are masked")
                .contains(fixture.batch(batch).number(), "00000000000765400", "XXXXXXXXXX");
        assertThat(checker.post(draft + "/send-back", Map.of("version", "2", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(checker.post(draft + "/put-in-force", Map.of("version", "1")).statusCode())
                .as("as somebody saw it earlier")
                .isEqualTo(412);
        assertThat(checker.post(draft + "/put-in-force", Map.of("version", "2")).statusCode())
                .isIn(302, 303);
        assertThat(checker.get(LIST).body()).contains("In force").doesNotContain("No version was put in force yet");
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'neftLayout.putInForce' and object_id = ?")
                        .param(draft.substring(draft.lastIndexOf('/') + 1))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void fieldsAreAddedMovedAndRemovedWithoutAScript() {
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        String draft = location(maker.post(LIST, Map.of()));
        LayoutDefinition plain = LayoutDefinitions.semicolons();
        String added = maker.post(draft, form(0, "add.columns", plain, null)).body();
        assertThat(added).contains("id=\"columns.6.content\"", "What you see is not saved yet");
        String moved = maker.post(draft, form(0, "up.columns.5", plain, null)).body();
        assertThat(moved).containsPattern("(?s)id=\"columns.4.content\".*?value=\"NAME\" selected");
        String removed =
                maker.post(draft, form(0, "remove.columns.5", plain, null)).body();
        assertThat(removed)
                .doesNotContain("id=\"columns.5.content\"")
                .contains("A field with the name of the payee is missing");
        for (String odd :
                List.of("up.columns.0", "down.columns.99", "remove.nowhere.1", "remove.columns.x", "explode")) {
            assertThat(maker.post(draft, form(0, odd, plain, null)).statusCode())
                    .as(odd)
                    .isEqualTo(200);
        }
        assertThat(maker.get(draft).body()).as("nothing of it was saved").contains("Nothing differs");
    }

    @Test
    void faultsStandAtTheirFieldsInPlainWords() {
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        String draft = location(maker.post(LIST, Map.of()));
        List<LayoutField> columns =
                new ArrayList<>(LayoutDefinitions.semicolons().columns());
        columns.set(3, LayoutDefinitions.field(LayoutContent.ACCOUNT, 12));
        LayoutDefinition narrow =
                new LayoutDefinition(null, "-", null, null, "txt", null, List.of(), columns, List.of());
        String shown = maker.post(draft, form(0, "save", narrow, null)).body();
        assertThat(shown).isEmpty();
        assertThat(maker.get(draft).body())
                .contains("The longest value has 20 characters", "id=\"columns.3.width-error\"", "columns.3.width\"")
                .contains(
                        "The separator “-” may stand in this value",
                        "It can be handed in once nothing is left to be mended")
                .doesNotContain("Hand in for approval");
        List<Map.Entry<String, String>> odd = form(1, "preview", narrow, null);
        odd.replaceAll(entry -> entry.getKey().equals("columns.width") ? Map.entry("columns.width", "<b>wide") : entry);
        assertThat(maker.post(draft, odd).body()).contains("value=\"0\"").doesNotContain("<b>wide");
    }

    @Test
    void whoIsSlowerKeepsWhatWasTyped() {
        WebSession one = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        String other = account(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        String draft = location(one.post(LIST, Map.of()));
        assertThat(WebSession.signedIn(port, other, PASSWORD)
                        .post(draft, form(0, "save", LayoutDefinitions.tabs(), null))
                        .statusCode())
                .isIn(302, 303);
        HttpResponse<String> late = one.post(draft, form(0, "save", LayoutDefinitions.semicolons(), null));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains(other + " saved this draft while you were writing", "name=\"version\" value=\"1\"")
                .containsPattern("name=\"separator\"[^>]*value=\";\"");
        assertThat(one.post(draft, form(1, "save", LayoutDefinitions.semicolons(), null))
                        .statusCode())
                .as("saved again, knowingly")
                .isIn(302, 303);
    }

    @Test
    void onlyAccountsOfTheWholeTrust() {
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        String draft = location(maker.post(LIST, Map.of()));
        WebSession narrow = session(Role.ACCOUNTS_OFFICER, new Scope(Set.of("HEAV"), Set.of(), Set.of()));
        assertThat(narrow.get(LIST).statusCode()).isEqualTo(403);
        assertThat(narrow.get(draft).statusCode()).isEqualTo(403);
        assertThat(narrow.post(draft, form(0, "save", LayoutDefinitions.tabs(), null))
                        .statusCode())
                .isEqualTo(403);
        WebSession head = session(Role.HEAD, Scope.EVERYWHERE);
        assertThat(head.get(draft).body()).contains("The layout in full").doesNotContain("Save the draft", "Discard");
        assertThat(head.post(LIST, Map.of()).statusCode()).isEqualTo(403);
        WebSession checker = session(Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE);
        assertThat(checker.post(draft, form(0, "save", LayoutDefinitions.tabs(), null))
                        .statusCode())
                .isEqualTo(403);
        assertThat(maker.post(draft + "/put-in-force", Map.of("version", "0")).statusCode())
                .isEqualTo(403);
        assertThat(session(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE).get(LIST).statusCode())
                .isEqualTo(403);
        WebSession hindi = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        hindi.post("/language", Map.of("language", "hi"));
        assertThat(hindi.get(draft).body()).contains("NEFT प्रारूप", "मसौदा सहेजें", "पाने वाले का खाता");
    }

    @Test
    void aProgramDoesTheSame() {
        String number = account(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        RestClient maker = client(number);
        ResponseEntity<String> started = call(maker, HttpMethod.POST, LIST_API, null, "{}");
        assertThat(started.getStatusCode().value()).isEqualTo(201);
        String draft = Objects.requireNonNull(started.getHeaders().getFirst(HttpHeaders.LOCATION))
                .replace("/api/v1", "");
        assertThat(call(maker, HttpMethod.POST, LIST_API, null, "{}").getBody()).contains("payments.layoutUnderWay");
        String definition = """
                {"shape":"DELIMITED","separator":";","quoting":"WHERE_NEEDED","extension":"csv","columns":[
                 {"content":"REFERENCE","width":20},{"content":"NAME","width":40},{"content":"ACCOUNT","width":20},
                 {"content":"IFSC","width":11},{"content":"AMOUNT","width":15}]}""";
        ResponseEntity<String> untagged = call(maker, HttpMethod.PUT, draft, null, definition);
        assertThat(untagged.getStatusCode().value())
                .as("%s", untagged.getBody())
                .isEqualTo(428);
        ResponseEntity<String> edited = call(maker, HttpMethod.PUT, draft, "\"0\"", definition);
        assertThat(edited.getBody()).contains("\"faults\":[]", "\"place\":\"separator\"");
        assertThat(edited.getHeaders().getETag()).isEqualTo("\"1\"");
        assertThat(call(maker, HttpMethod.PUT, draft, "\"0\"", definition)
                        .getStatusCode()
                        .value())
                .isEqualTo(412);
        assertThat(call(maker, HttpMethod.PUT, draft, "\"1\"", "{\"shape\":\"ROUND\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(call(maker, HttpMethod.POST, LIST_API + "/preview", null, "{\"definition\":" + definition + "}")
                        .getBody())
                .contains("SAMPLE D'SOUZA (MINOR), R.", "V000000-000001-1;SAMPLE A;XXXXXXXXXX0001;ABCD0123456;1.00");
        assertThat(call(maker, HttpMethod.POST, draft + "/submit", "\"1\"", "{\"reason\":\"Semicolons\"}")
                        .getBody())
                .contains("SUBMITTED");
        assertThat(call(maker, HttpMethod.POST, draft + "/put-in-force", "\"2\"", "")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        RestClient checker = client(account(Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE));
        assertThat(call(checker, HttpMethod.POST, draft + "/put-in-force", "\"2\"", "")
                        .getBody())
                .contains("IN_FORCE", number);
        assertThat(call(checker, HttpMethod.GET, LIST_API, null, "").getBody()).contains("Semicolons");
    }

    private static final String LIST_API = "/neft-layouts";

    private static ResponseEntity<String> call(
            RestClient client, HttpMethod method, String path, @Nullable String tag, String body) {
        RestClient.RequestBodySpec request = client.method(method).uri(path);
        if (tag != null) {
            request.header(HttpHeaders.IF_MATCH, tag);
        }
        if (!body.isEmpty()) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.retrieve().toEntity(String.class);
    }

    private RestClient client(String number) {
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/api/v1")
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    /** As the editor's form sends it. */
    private static List<Map.Entry<String, String>> form(
            int version, String button, LayoutDefinition layout, @Nullable UUID batch) {
        List<Map.Entry<String, String>> form = new ArrayList<>(List.of(
                Map.entry("version", Integer.toString(version)),
                Map.entry("do", button),
                Map.entry("batch", batch == null ? "" : batch.toString()),
                Map.entry("shape", layout.shape().name()),
                Map.entry("separator", layout.separator().equals("\t") ? "TAB" : layout.separator()),
                Map.entry("quoting", layout.quoting().name()),
                Map.entry("lineEnd", layout.lineEnd().name()),
                Map.entry("extension", layout.extension()),
                Map.entry("symbols", layout.symbols())));
        for (Part part : Part.values()) {
            for (LayoutField field : layout.fields(part)) {
                form.add(Map.entry(part.key() + ".content", field.content().name()));
                form.add(Map.entry(part.key() + ".text", field.text()));
                form.add(Map.entry(part.key() + ".width", Integer.toString(field.width())));
                form.add(Map.entry(part.key() + ".format", field.format()));
                form.add(Map.entry(part.key() + ".align", field.align().name()));
                form.add(Map.entry(part.key() + ".fill", field.fill().name()));
            }
        }
        return form;
    }

    private static String location(HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElseThrow();
        return location.substring(location.indexOf(LIST));
    }

    private WebSession session(Role role, Scope scope) {
        return WebSession.signedIn(port, account(role, scope), PASSWORD);
    }

    private String account(Role role, Scope scope) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Person " + number, null, PASSWORD, Map.of(role, scope)));
        return number;
    }
}
