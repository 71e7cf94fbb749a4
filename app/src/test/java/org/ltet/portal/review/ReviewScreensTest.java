package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.NewDocument;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("The reviewers' screens over HTTP (REV-1 to REV-5)")
class ReviewScreensTest extends ReviewTestBase {

    @Autowired
    Documents documents;

    User scrutiny;
    User panel;
    WebSession atScrutiny;
    WebSession atPanel;

    @BeforeEach
    void signIn() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        panel = reviewer(Role.SUB_PANEL_MEMBER);
        atScrutiny = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);
        atPanel = WebSession.signedIn(port, panel.employeeNumber(), PASSWORD);
    }

    @Test
    void showsTheQueueWithCountsAndTheHomePageWithTheSameNumbers() {
        ApplicationView application = submitted(60_000);
        submitted(10_000);
        String page = get(atScrutiny, "/review");
        assertThat(page).contains(String.valueOf(application.number()), "₹36,000", "In my hands", "Take the next one");
        assertThat(get(atScrutiny, "/")).contains("2 to review, none overdue", "/review?level=SCRUTINY&amp;tab=todo");
        assertThat(get(atScrutiny, "/review?from=20000")).contains("₹36,000").doesNotContain("₹6,000");
        HttpResponse<String> wrong = atScrutiny.get("/review?from=1e5&scheme=S13");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("value=\"1e5\"", "Use the digits 0 to 9 only");
        assertThat(get(atScrutiny, "/review?tab=sent-back")).contains("No application waits for a member’s answer");
    }

    @Test
    void takesTheNextOneDeductsAndForwardsAndGoesOnWithTheNext() {
        UUID first = submitted(60_000).id();
        clock.advance(Duration.ofMinutes(5));
        ApplicationView second = submitted(50_000);
        atScrutiny.get("/review");
        assertThat(location(atScrutiny.post("/review/next", Map.of("level", "SCRUTINY"))))
                .endsWith("/review/" + first);
        String page = get(atScrutiny, "/review/" + first);
        assertThat(page)
                .contains("Gall bladder", "City Hospital", "Forward to Sub-panel", "In your hands since", "₹36,000")
                .contains("Member " + applications.get(first, scrutiny).employeeNumber());

        UUID line = applications.get(first, scrutiny).lines().getFirst().id();
        HttpResponse<String> saved = atScrutiny.post(
                "/review/" + first + "/lines/" + line + "/deduction",
                Map.of(
                        "version",
                        version(page),
                        "amount-" + line,
                        "1,400",
                        "reason-" + line,
                        "NOT_ADMISSIBLE",
                        "comment-" + line,
                        "Toiletries"));
        assertThat(location(saved)).endsWith("/review/" + first + "#line-" + line);
        page = get(atScrutiny, "/review/" + first);
        assertThat(page).contains("₹35,160", "from ₹0 to ₹1,400", "Not covered by the scheme", "Toiletries");

        HttpResponse<String> forwarded =
                atScrutiny.post("/review/" + first + "/forward", Map.of("version", version(page)));
        assertThat(location(forwarded)).endsWith("/review/" + second.id());
        assertThat(get(atScrutiny, "/review/" + second.id())).contains("Saved. Next: " + second.number());
        assertThat(tabs(first, panel, SUB_PANEL)).containsExactly(QueueTab.TO_DO);
    }

    @Test
    @DisplayName("REV-5: the screen offers an additional level, but never to pass over a needed one")
    void offersNoLevelThatWouldPassOverANeededOne() {
        UUID large =
                households.seriousIllnessSubmitted(family(), Money.of(400_000)).id();
        takeTask.take(large, scrutiny);
        String page = get(atScrutiny, "/review/" + large);
        assertThat(page).contains("Forward to Sub-panel").doesNotContain("id=\"forwardTo\"", "value=\"APEX_PANEL\"");
        HttpResponse<String> forced = atScrutiny.post(
                "/review/" + large + "/forward",
                Map.of(
                        "version",
                        version(page),
                        "form",
                        "pass-on",
                        "forwardTo",
                        "APEX_PANEL",
                        "passOnComment",
                        "Quickly"));
        assertThat(forced.statusCode()).isEqualTo(422);
        assertThat(forced.body()).contains("cannot be passed over");

        UUID small = submitted(10_000).id();
        takeTask.take(small, scrutiny);
        assertThat(get(atScrutiny, "/review/" + small)).contains("id=\"forwardTo\"", "value=\"APEX_PANEL\"");
    }

    @Test
    @DisplayName("DOC-5: all documents of an application come as one file, and that is on record")
    void givesAllDocumentsAsOneFile() throws IOException {
        UUID id = submitted(20_000).id();
        List<StoredDocument> all = files.open(id, scrutiny).documents();

        byte[] zip = atScrutiny.download("/review/" + id + "/documents.zip");

        Map<String, byte[]> found = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                found.put(entry.getName(), in.readAllBytes());
            }
        }
        assertThat(new String(Objects.requireNonNull(found.remove("00-CONTENTS.txt")), StandardCharsets.UTF_8))
                .contains(all.size() + " of " + all.size() + " documents");
        assertThat(found).hasSameSizeAs(all);
        assertThat(found.keySet()).anyMatch(name -> name.startsWith("01-"));
        assertThat(found.values())
                .allSatisfy(content -> assertThat(new String(content, StandardCharsets.US_ASCII))
                        .startsWith("%PDF-"));
        assertThat(read(all.getFirst().id(), scrutiny)).isOne();
        assertThat(jdbc.sql(
                                "select changes::text from audit.entry where action = 'task.bundled' and application_id = ?")
                        .param(id)
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("\"rows\"", "\"to\": \"" + all.size() + "\"");
        assertThat(WebSession.signedIn(port, reviewer(Role.SUB_PANEL_MEMBER).employeeNumber(), PASSWORD)
                        .get("/review/" + id + "/documents.zip")
                        .statusCode())
                .isIn(403, 404);
    }

    @Test
    @DisplayName("DOC-5: where a document cannot be read, the line is cut: nobody gets a shorter file that looks whole")
    void breaksOffWhereADocumentCannotBeRead() throws IOException {
        UUID id = submitted(20_000).id();
        DocumentOwner owner = new DocumentOwner("application", id);
        byte[] large = SampleFiles.pdfOf(200_000, "Hospital bill");
        documents.add(new NewDocument(owner, "BILLS", "large.pdf", new ByteArrayInputStream(large), "10000001"));
        StoredDocument gone = documents.add(new NewDocument(
                owner, "BILLS", "gone.pdf", new ByteArrayInputStream(SampleFiles.pdf("Gone")), "10000001"));
        try (Stream<Path> stored = Files.walk(Path.of("target/test-data/documents/files"))) {
            Files.delete(stored.filter(file -> file.endsWith(gone.id().toString()))
                    .findFirst()
                    .orElseThrow());
        }

        assertThatThrownBy(() -> atScrutiny.download("/review/" + id + "/documents.zip"))
                .isInstanceOf(UncheckedIOException.class);
    }

    private long read(UUID document, User by) {
        return jdbc.sql("""
                        select count(*) from audit.entry
                        where action = 'document.read' and object_id = :document and actor_number = :by
                        """)
                .param("document", document.toString())
                .param("by", by.employeeNumber())
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("APP-6: the reviewer sees that a bill stands twice in one application")
    void flagsABillThatStandsTwice() {
        UUID id = households
                .submittedWithTheSameBillTwice(family(), Money.of(30_000))
                .id();
        takeTask.take(id, scrutiny);
        assertThat(get(atScrutiny, "/review/" + id)).contains("stands twice in this application");
    }

    @Test
    @DisplayName("REV-3: a deduction that cannot be accepted is told at its field, what was typed stays")
    void keepsWhatWasTypedWhenItCannotBeAccepted() {
        UUID id = submitted(60_000).id();
        takeTask.take(id, scrutiny);
        String page = get(atScrutiny, "/review/" + id);
        UUID line = applications.get(id, scrutiny).lines().getFirst().id();
        String address = "/review/" + id + "/lines/" + line + "/deduction";
        for (String amount : List.of("-5", "1e3", "60000.01", "12.345", "", "१४०००००")) {
            HttpResponse<String> refused = atScrutiny.post(
                    address,
                    Map.of(
                            "version",
                            version(page),
                            "amount-" + line,
                            amount,
                            "reason-" + line,
                            "NO_BILL",
                            "comment-" + line,
                            "No bill for the implant"));
            assertThat(refused.statusCode()).as(amount).isEqualTo(422);
            assertThat(refused.body())
                    .contains("No bill for the implant", "href=\"#amount-" + line + "\"", "value=\"" + amount + "\"");
        }
        assertThat(applications.get(id, scrutiny).payable()).isEqualTo(Money.of(36_000));

        HttpResponse<String> sendBack = atScrutiny.post(
                "/review/" + id + "/send-back", Map.of("version", version(page), "sendBackReason", "MADE_UP"));
        assertThat(sendBack.statusCode()).isEqualTo(422);
        assertThat(sendBack.body()).contains("href=\"#sendBackReason\"", "href=\"#sendBackComment\"");
        HttpResponse<String> reject = atScrutiny.post(
                "/review/" + id + "/reject", Map.of("version", version(page), "rejectComment", "Not a surgery"));
        assertThat(reject.statusCode()).isEqualTo(422);
        assertThat(reject.body()).contains("Not a surgery", "href=\"#rejectReason\"");
    }

    @Test
    void sendsBackWithAReasonAndARemarkOnALine() {
        Household family = family();
        UUID id = households.submitted(family, Money.of(60_000)).id();
        takeTask.take(id, scrutiny);
        String page = get(atScrutiny, "/review/" + id);
        UUID line = applications.get(id, scrutiny).lines().getFirst().id();
        HttpResponse<String> sent = atScrutiny.post(
                "/review/" + id + "/send-back",
                Map.of(
                        "version",
                        version(page),
                        "sendBackReason",
                        "DOCUMENT_UNREADABLE",
                        "sendBackComment",
                        "Scan it again, please.",
                        "remark-" + line,
                        "The stamp cannot be read."));
        assertThat(location(sent)).endsWith("/review?level=SCRUTINY");
        ApplicationView asMember = applications.get(id, family.user());
        assertThat(asMember.state()).isEqualTo(ApplicationState.SENT_BACK);
        assertThat(asMember.lines().getFirst().remark()).isEqualTo("The stamp cannot be read.");
        assertThat(get(atScrutiny, "/review?tab=sent-back")).contains(String.valueOf(asMember.number()));
    }

    @Test
    @DisplayName("Somebody was quicker: 409, who did what, and what was typed is not lost")
    void tellsWhoWasQuicker() {
        UUID id = atSubPanel(60_000, scrutiny).id();
        takeTask.take(id, panel);
        String page = get(atPanel, "/review/" + id);
        ApplicationView seen = applications.get(id, panel);
        decide.approve(id, Sanction.inFull(seen.version(), seen.payable()), panel);
        HttpResponse<String> late = atPanel.post(
                "/review/" + id + "/reject",
                Map.of("version", version(page), "rejectReason", "OTHER", "rejectComment", "Words that took long"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody was quicker", "Words that took long", "You yourself");
        assertThat(applications.get(id, panel).sanctioned()).isEqualTo(Money.of(36_000));

        UUID other = atSubPanel(60_000, scrutiny).id();
        User colleague = reviewer(Role.SUB_PANEL_MEMBER);
        takeTask.take(other, colleague);
        HttpResponse<String> held = atPanel.post("/review/" + other + "/take", Map.of());
        assertThat(held.statusCode()).isEqualTo(409);
        assertThat(held.body()).contains(colleague.displayName() + " has had this application since");
    }

    @Test
    @DisplayName("Example 11: the second reviewer sees the new balance before the approval counts")
    void asksAnewWhenTheBalanceChanged() {
        Household family = family();
        UUID one = households.submitted(family, Money.of(100_000)).id();
        UUID other = households.submitted(family, Money.of(100_000)).id();
        for (UUID id : List.of(one, other)) {
            takeTask.take(id, scrutiny);
            decide.forward(id, SUB_PANEL, null, version(id, scrutiny), scrutiny);
            takeTask.take(id, panel);
        }
        String seen = get(atPanel, "/review/" + one);
        assertThat(seen).contains("Approve ₹60,000");
        ApplicationView before = applications.get(other, panel);
        decide.approve(other, Sanction.inFull(before.version(), before.payable()), panel);

        HttpResponse<String> refused = atPanel.post(
                "/review/" + one + "/approve",
                Map.of("version", version(seen), "expectedPayable", "60000.00", "approveComment", "All in order"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("₹40,000 is payable now", "Approve ₹40,000", "All in order");
        HttpResponse<String> again = atPanel.post(
                "/review/" + one + "/approve",
                Map.of(
                        "version",
                        version(refused.body()),
                        "expectedPayable",
                        hidden(refused.body(), "expectedPayable"),
                        "approveComment",
                        "All in order"));
        assertThat(again.statusCode()).isEqualTo(302);
        assertThat(applications.get(one, panel).sanctioned()).isEqualTo(Money.of(40_000));
    }

    @Test
    void approvesWithACapAndItsReason() {
        UUID id = atSubPanel(60_000, scrutiny).id();
        takeTask.take(id, panel);
        String page = get(atPanel, "/review/" + id);
        Map<String, String> capped = new LinkedHashMap<>(Map.of(
                "version", version(page), "expectedPayable", hidden(page, "expectedPayable"), "approveCap", "20000"));
        HttpResponse<String> refused = atPanel.post("/review/" + id + "/approve", capped);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"20000\"", "href=\"#approveReason\"");
        capped.put("approveReason", "COMPARABLE_COST");
        assertThat(atPanel.post("/review/" + id + "/approve", capped).statusCode())
                .isEqualTo(302);
        assertThat(applications.get(id, panel).sanctioned()).isEqualTo(Money.of(20_000));
    }

    @Test
    @DisplayName("REV-5: approving many says exactly what will happen, then what became of each")
    void approvesManyAfterShowingWhatWillHappen() {
        UUID one = atSubPanel(40_000, scrutiny).id();
        UUID other = atSubPanel(60_000, scrutiny).id();
        assertThat(get(atPanel, "/review")).contains("name=\"select\"", "Approve the chosen ones");
        assertThat(location(atPanel.post("/review/bulk", Map.of("level", "SUB_PANEL"))))
                .endsWith("/review?level=SUB_PANEL");
        assertThat(get(atPanel, "/review?level=SUB_PANEL")).contains("Choose at least one application.");
        String confirmation =
                location(atPanel.post("/review/bulk", Map.of("level", "SUB_PANEL", "select", one + "," + other)));
        assertThat(get(atPanel, confirmation)).contains("Approve 2 applications, ₹60,000");
        assertThat(location(atPanel.post(confirmation, Map.of()))).endsWith(confirmation);
        assertThat(location(atPanel.post(confirmation, Map.of()))).endsWith(confirmation);
        assertThat(get(atPanel, confirmation))
                .contains("Approved: 2 applications, ₹60,000", "All of them are approved.");
        assertThat(applications.get(one, panel).sanctioned()).isEqualTo(Money.of(24_000));
        assertThat(WebSession.signedIn(port, reviewer(Role.SUB_PANEL_MEMBER).employeeNumber(), PASSWORD)
                        .get(confirmation)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("ACC-5: other roles, other companies and the applicant are kept out")
    void keepsOthersOut() {
        Household family = family();
        UUID id = households.submitted(family, Money.of(60_000)).id();
        for (Role role : Role.values()) {
            boolean reviews =
                    role == Role.SCRUTINY_OFFICER || role == Role.SUB_PANEL_MEMBER || role == Role.APEX_PANEL_MEMBER;
            WebSession session = WebSession.signedIn(port, reviewer(role).employeeNumber(), PASSWORD);
            assertThat(session.get("/review").statusCode()).as("%s", role).isEqualTo(reviews ? 200 : 403);
            if (role != Role.SCRUTINY_OFFICER) {
                assertThat(session.get("/review/" + id).statusCode())
                        .as("%s", role)
                        .isEqualTo(reviews ? 404 : 403);
            }
        }
        User elsewhere = reviewer(new Scope(Set.of("ELSEWHERE"), Set.of(), Set.of()), Role.SCRUTINY_OFFICER);
        WebSession foreign = WebSession.signedIn(port, elsewhere.employeeNumber(), PASSWORD);
        assertThat(foreign.get("/review/" + id).statusCode()).isEqualTo(404);
        assertThat(foreign.post("/review/" + id + "/take", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(foreign.post(
                                "/review/" + id + "/reject",
                                Map.of("version", "2", "rejectReason", "OTHER", "rejectComment", "No"))
                        .statusCode())
                .isEqualTo(404);

        accounts.open(new NewAccount(
                family.user().employeeNumber(),
                "Applicant",
                null,
                PASSWORD,
                Map.of(Role.MEMBER, Scope.EVERYWHERE, Role.SCRUTINY_OFFICER, Scope.EVERYWHERE)));
        WebSession applicant = WebSession.signedIn(port, family.user().employeeNumber(), PASSWORD);
        HttpResponse<String> own = applicant.get("/review/" + id);
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("your own application");
        assertThat(applicant.post("/review/" + id + "/take", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(QueueTab.TO_DO);
    }

    @Test
    void answersAnHtmxRequestForADeductionWithTheNewReckoning() {
        UUID id = submitted(60_000).id();
        takeTask.take(id, scrutiny);
        String page = get(atScrutiny, "/review/" + id);
        assertThat(page)
                .contains("hx-select=\"#reckoning\"", "/documents/" + document(id))
                .doesNotContain("style=\"", "onclick", "<script>");
        UUID line = applications.get(id, scrutiny).lines().getFirst().id();
        String address = "/review/" + id + "/lines/" + line + "/deduction";
        Map<String, String> fields =
                Map.of("version", version(page), "amount-" + line, "1400", "reason-" + line, "NO_BILL");
        HttpResponse<String> saved = atScrutiny.postPart(address, fields);
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).contains("id=\"reckoning\"", "₹35,160", "data-payable=\"35160.00\"");
        HttpResponse<String> stale = atScrutiny.postPart(address, fields);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.headers().firstValue("HX-Retarget")).hasValue("#main");
        assertThat(stale.body()).contains("You yourself: Deduction changed");
    }

    @Test
    @DisplayName("REV-3: a saved deduction stands in its form, so that a comment or another amount is added in place")
    void keepsASavedDeductionInItsForm() {
        UUID id = submitted(60_000).id();
        takeTask.take(id, scrutiny);
        String page = get(atScrutiny, "/review/" + id);
        UUID line = applications.get(id, scrutiny).lines().getFirst().id();
        String address = "/review/" + id + "/lines/" + line + "/deduction";
        String amount = "name=\"amount-" + line + "\" type=\"text\" value=\"1400.00\"";
        assertThat(page).contains("name=\"amount-" + line + "\" type=\"text\" value=\"\"");

        String saved = atScrutiny
                .postPart(
                        address,
                        Map.of("version", version(page), "amount-" + line, "1400", "reason-" + line, "NO_BILL"))
                .body();
        assertThat(saved).contains(amount, "<option value=\"NO_BILL\" selected>", "id=\"deduct-" + line + "\" open");
        assertThat(get(atScrutiny, "/review/" + id)).contains(amount, "<option value=\"NO_BILL\" selected>");

        String commented = atScrutiny
                .postPart(
                        address,
                        Map.of(
                                "version",
                                version(saved),
                                "amount-" + line,
                                "1400.00",
                                "reason-" + line,
                                "NO_BILL",
                                "comment-" + line,
                                "Bill of the chemist is missing"))
                .body();
        String comment = "value=\"Bill of the chemist is missing\"";
        assertThat(commented).contains(amount, comment);
        assertThat(get(atScrutiny, "/review/" + id)).contains(amount, comment);
        assertThat(applications.get(id, scrutiny).lines().getFirst().deductionComment())
                .isEqualTo("Bill of the chemist is missing");

        String refused = atScrutiny
                .post(address, Map.of("version", version(commented), "amount-" + line, "", "comment-" + line, "Other"))
                .body();
        assertThat(refused)
                .contains("Fill in: Taken off this bill in all", "Choose: Reason", "value=\"Other\"")
                .doesNotContain("Fill in this field.", comment);
    }

    private UUID document(UUID id) {
        return files.open(id, scrutiny).documents().getFirst().id();
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]+", "");
    }

    private static String version(String page) {
        return hidden(page, "version");
    }

    private static String hidden(String page, String field) {
        Matcher matcher =
                Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(matcher.find()).as("hidden field %s", field).isTrue();
        return matcher.group(1);
    }
}
