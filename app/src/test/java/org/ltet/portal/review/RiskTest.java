package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.LineInput;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.review.risk.RiskRules;
import org.ltet.portal.review.risk.RuleBook;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

@DisplayName("The risk of an application, its reasons, and what it changes (INT-1, REV-2, REV-5, REV-8)")
class RiskTest extends ReviewTestBase {

    @Autowired
    AssessRisk risk;

    @Autowired
    RuleBook book;

    @Autowired
    SetFlagAside setFlagAside;

    @Autowired
    Drafting drafting;

    @Autowired
    SubmitApplication submitApplication;

    @Autowired
    Documents documents;

    User scrutiny;
    User panel;
    User apex;

    @BeforeEach
    void reviewers() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        panel = reviewer(Role.SUB_PANEL_MEMBER);
        apex = reviewer(Role.APEX_PANEL_MEMBER);
    }

    /** With the bill and a file of another member's application. */
    private ApplicationView withAnothersBill(ApplicationView other, int bill) {
        Household household = family();
        ApplicationView draft = households.surgeryDraft(household, Money.of(bill));
        draft = drafting.addLine(draft.id(), draft.version(), sameBill(other), household.user());
        attach(draft.id(), other.id().toString());
        return submitApplication.submit(
                draft.id(), applications.get(draft.id(), household.user()).version(), household.user());
    }

    private static LineInput sameBill(ApplicationView other) {
        LineView line = other.lines().getFirst();
        return new LineInput(
                line.head(),
                line.billNumber(),
                line.billDate(),
                line.vendor(),
                line.claimed(),
                line.quantity(),
                line.key());
    }

    private void attach(UUID id, String content) {
        documents.write(
                new DocumentOwner(Applications.DOCUMENT_OWNER, id),
                "HOSPITAL_BILL",
                "same.pdf",
                "application/pdf",
                out -> out.write(("%PDF-1.4\n% " + content).getBytes(StandardCharsets.US_ASCII)));
    }

    /** Handed in by another member with the same bill and the same file. */
    private ApplicationView risky() {
        Household first = family();
        ApplicationView draft = households.surgeryDraft(first, Money.of(2_000));
        attach(draft.id(), draft.id().toString());
        ApplicationView other = submitApplication.submit(
                draft.id(), applications.get(draft.id(), first.user()).version(), first.user());
        ApplicationView second = withAnothersBill(other, 3_000);
        risk.ensure(second.id());
        return second;
    }

    @Test
    void whatIsHandedInIsJudgedWithReasonsAndShownInTheQueue() {
        ApplicationView plain = submitted(5_000);
        risk.ensure(plain.id());
        ApplicationView second = risky();

        Assessment assessment = risk.latest(second.id()).orElseThrow();
        assertThat(assessment.rulesVersion()).isEqualTo(book.current().version());
        assertThat(assessment.facts())
                .containsEntry(Fact.BILLS_OF_OTHERS, 1)
                .containsEntry(Fact.FILES_AGAIN, 1)
                .containsEntry(Fact.LINES, 2)
                .containsEntry(Fact.DOCUMENTS, 3)
                .containsEntry(Fact.CLAIMS_LATELY, 0);
        assertThat(assessment.reasons())
                .extracting(Assessment.Reason::fact)
                .startsWith(Fact.BILLS_OF_OTHERS, Fact.FILES_AGAIN);
        assertThat(assessment.score())
                .isEqualTo(Math.min(
                        100,
                        assessment.reasons().stream()
                                .mapToInt(Assessment.Reason::points)
                                .sum()))
                .isGreaterThanOrEqualTo(80);
        assertThat(assessment.presentBand()).isEqualTo(RiskBand.HIGH);
        assertThat(risk.latest(plain.id()).orElseThrow().presentBand()).isNotEqualTo(RiskBand.HIGH);

        assertThat(listed(RiskBand.HIGH)).containsExactly(second.id());
        assertThat(listed(null)).startsWith(second.id()).hasSize(3);
    }

    /** The highest risk first, two on a page. */
    private List<UUID> listed(@Nullable RiskBand band) {
        QueueFilter filter = new QueueFilter(null, null, null, null, null, null, null, band, QueueFilter.Order.RISK);
        List<ReviewTask> tasks = new ArrayList<>();
        String after = null;
        do {
            QueuePage page = queue.page(scrutiny, ReviewLevel.SCRUTINY, QueueTab.TO_DO, filter, after, 2);
            tasks.addAll(page.tasks());
            after = page.next();
        } while (after != null);
        assertThat(tasks)
                .isSortedAccordingTo((one, other) -> Integer.compare(score(other), score(one)))
                .hasSize(queue.counts(scrutiny, ReviewLevel.SCRUTINY, filter).of(QueueTab.TO_DO));
        return tasks.stream().map(ReviewTask::applicationId).toList();
    }

    private static int score(ReviewTask task) {
        return task.risk() == null ? -1 : task.risk().score();
    }

    @Test
    @DisplayName("REV-5: a high risk calls for the level that the scheme names for it, whatever the amount")
    void aHighRiskIsDecidedByThePanel() {
        UUID id = risky().id();
        takeTask.take(id, scrutiny);
        ApplicationView view = applications.get(id, scrutiny);
        assertThat(view.payable()).isLessThan(Money.of(10_001));
        assertThat(view.nextLevel()).isEqualTo(ReviewLevel.SUB_PANEL);
        assertRefused(
                "applications.levelNeeded",
                () -> decide.approve(id, Sanction.inFull(view.version(), view.payable()), scrutiny));

        decide.forward(id, null, "The same bill twice", view.version(), scrutiny);
        takeTask.take(id, panel);
        ApplicationView approved = decide.approve(id, Sanction.inFull(version(id, panel), view.payable()), panel);
        assertThat(approved.state()).isEqualTo(ApplicationState.APPROVED);
    }

    @Test
    void aDecisionThatComesBeforeTheBackgroundHasItJudgedFirst() {
        ApplicationView other = submitted(2_000);
        Household household = family();
        ApplicationView draft = households.surgeryDraft(household, Money.of(3_000));
        draft = drafting.addLine(draft.id(), draft.version(), sameBill(other), household.user());
        attach(draft.id(), "one");
        ApplicationView third = submitApplication.submit(
                draft.id(), applications.get(draft.id(), household.user()).version(), household.user());
        takeTask.take(third.id(), scrutiny);
        decide.forward(third.id(), ReviewLevel.SUB_PANEL, null, version(third.id(), scrutiny), scrutiny);
        assertThat(risk.latest(third.id())).isPresent();
    }

    @Test
    @DisplayName("REV-8: a reason set aside counts no more, and then the level for overrides decides")
    void whatIsSetAsideIsDecidedByTheApexPanel() {
        UUID id = risky().id();
        takeTask.take(id, scrutiny);
        Assessment seen = risk.latest(id).orElseThrow();
        assertRefused(
                "review.setAsideReason",
                () -> setFlagAside.setAside(id, seen.id(), Fact.BILLS_OF_OTHERS, " ", scrutiny));
        assertThatThrownBy(() -> setFlagAside.setAside(id, Ids.next(), Fact.BILLS_OF_OTHERS, "Other", scrutiny))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.STALE));
        Assessment now = setFlagAside.setAside(
                id, seen.id(), Fact.BILLS_OF_OTHERS, "One bill for two brothers, shared by half", scrutiny);
        assertThat(now.score()).isEqualTo(seen.score());
        assertThat(now.present()).isLessThan(60);
        assertThat(now.presentBand()).isNotEqualTo(RiskBand.HIGH);
        assertThat(queue.find(id).orElseThrow().risk())
                .isEqualTo(new ReviewTask.Risk(now.present(), now.presentBand()));
        assertRefused(
                "review.setAsideAlready",
                () -> setFlagAside.setAside(id, seen.id(), Fact.BILLS_OF_OTHERS, "Again", scrutiny));

        ApplicationView view = applications.get(id, scrutiny);
        assertThat(view.nextLevel()).isEqualTo(ReviewLevel.APEX_PANEL);
        decide.forward(id, null, null, view.version(), scrutiny);
        takeTask.take(id, apex);
        assertRefused(
                "review.setAsideNeedsLater",
                () -> setFlagAside.setAside(id, seen.id(), Fact.FILES_AGAIN, "The same paper", apex));
        assertThat(decide.approve(id, Sanction.inFull(version(id, apex), view.payable()), apex)
                        .state())
                .isEqualTo(ApplicationState.APPROVED);
        assertThat(jdbc.sql("select reason from audit.entry where action = 'risk.setAside' and object_id = ?")
                        .param(id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("One bill for two brothers, shared by half");
    }

    @Test
    @DisplayName("REV-8: who sets a reason aside at one level does not decide on that at a later one")
    void whoSetsAsideDoesNotDecideOnIt() {
        User both = reviewer(Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER);
        UUID id = risky().id();
        takeTask.take(id, scrutiny);
        decide.forward(id, ReviewLevel.SUB_PANEL, null, version(id, scrutiny), scrutiny);
        takeTask.take(id, both);
        Assessment seen = risk.latest(id).orElseThrow();
        setFlagAside.setAside(id, seen.id(), Fact.BILLS_OF_OTHERS, "One bill of two brothers", both);
        takeTask.release(id, both);
        takeTask.take(id, panel);
        decide.forward(id, null, null, version(id, panel), panel);
        assertThat(queue.find(id).orElseThrow().level()).isEqualTo(ReviewLevel.APEX_PANEL);
        assertRefused("review.actedElsewhere", () -> takeTask.take(id, both));
        assertThat(jdbc.sql("select level from applications.level_actor where application_id = ? and actor = ?")
                        .params(id, both.employeeNumber())
                        .query(String.class)
                        .single())
                .as("nor at accounts")
                .isEqualTo("SUB_PANEL");
        takeTask.take(id, apex);
    }

    @Test
    void onlyWhoHasItInHandsSetsAside() {
        UUID id = risky().id();
        Assessment seen = risk.latest(id).orElseThrow();
        assertRefused(
                "review.takeFirst", () -> setFlagAside.setAside(id, seen.id(), Fact.FILES_AGAIN, "Mine", scrutiny));
        takeTask.take(id, scrutiny);
        User colleague = reviewer(Role.SCRUTINY_OFFICER);
        assertRefused(
                "review.heldByOther", () -> setFlagAside.setAside(id, seen.id(), Fact.FILES_AGAIN, "Mine", colleague));
    }

    @Test
    void anAnswerIsJudgedAnewAndWhatWasJudgedBeforeStays() {
        Household household = family();
        ApplicationView first = households.submitted(household, Money.of(5_000));
        risk.ensure(first.id());
        takeTask.take(first.id(), scrutiny);
        decide.sendBack(first.id(), "DETAILS_INCORRECT", "Which?", Map.of(), version(first.id(), scrutiny), scrutiny);
        ApplicationView open = applications.get(first.id(), household.user());
        open = drafting.addLine(open.id(), open.version(), Households.line("SURGEON", Money.of(700)), household.user());
        answerSendBack.resubmit(open.id(), "This one", open.version(), household.user());
        risk.ensure(first.id());
        Assessment anew = risk.latest(first.id()).orElseThrow();
        assertThat(anew.seq()).isEqualTo(2);
        assertThat(anew.facts()).containsEntry(Fact.SENT_BACK_TIMES, 1).containsEntry(Fact.CLAIM_RAISED, 1);
        assertThat(anew.reasons()).extracting(Assessment.Reason::fact).contains(Fact.CLAIM_RAISED);
        assertThat(jdbc.sql("select count(*) from review.risk_assessment where application_id = ?")
                        .param(first.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void theDatabaseKeepsWhatWasJudgedAndWhatWasRaised() {
        UUID id = risky().id();
        for (String attempt : List.of(
                "update review.risk_assessment set score = 0 where application_id = ?",
                "delete from review.risk_reason r using review.risk_assessment a where a.id = r.assessment_id"
                        + " and a.application_id = ?",
                "delete from applications.raised where application_id = ?",
                "update applications.raised set cause = 'OVERRIDE' where application_id = ?")) {
            assertThatThrownBy(() -> jdbc.sql(attempt).param(id).update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void staffReadTheReasonsInWordsAndSetOneAsideOnThePage() {
        UUID id = risky().id();
        WebSession session = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);
        String listed = get(session, "/review?risk=HIGH&order=RISK");
        assertThat(listed).contains("Highest risk first", "High, ", "data-label=\"Risk\"");
        assertThat(get(session, "/review?risk=LOW")).doesNotContain("/review/" + id);
        session.post("/review/" + id + "/take", Map.of());
        String page = get(session, "/review/" + id);
        assertThat(page)
                .contains(
                        "One bill is also in an application of another member.",
                        "One file is also in another application.",
                        "Whatever the amount, the Sub-panel decides on this application.",
                        "Forward to Sub-panel");
        String assessment = page.replaceAll("(?s).*name=\"assessment\" value=\"([^\"]+)\".*", "$1");
        String address = "/review/" + id + "/risk/BILLS_OF_OTHERS/set-aside";
        HttpResponse<String> missing = session.post(address, Map.of("assessment", assessment));
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("href=\"#aside-BILLS_OF_OTHERS\"");
        HttpResponse<String> done = session.post(
                address, Map.of("assessment", assessment, "aside-BILLS_OF_OTHERS", "The father paid for both sons"));
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(get(session, "/review/" + id))
                .contains(
                        "Found in order by " + scrutiny.displayName(),
                        "The father paid for both sons",
                        "Whatever the amount, the Apex panel decides on this application.");
        assertThat(session.get("/review/" + id + "?lang=hi").body()).isNotEmpty();
        assertThat(session.post("/review/" + id + "/risk/NOTHING/set-aside", Map.of("assessment", assessment))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void programsReadWhyAndSetAside() throws Exception {
        UUID id = risky().id();
        takeTask.take(id, scrutiny);
        String token = StaffFactor.bearer(port, scrutiny.employeeNumber(), PASSWORD);
        String address = "/api/v1/review/tasks/" + id + "/risk";
        HttpResponse<String> answer = call("GET", address, token, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"band\":\"HIGH\"", "\"fact\":\"BILLS_OF_OTHERS\"", "\"threshold\":1", "\"unit\":\"COUNT\"");
        assertThat(call("GET", "/api/v1/review/tasks?tab=mine&risk=HIGH&order=RISK", token, "")
                        .body())
                .contains("\"riskBand\":\"HIGH\"");
        assertThat(call("GET", "/api/v1/review/tasks?risk=GREAT", token, "").statusCode())
                .isEqualTo(422);
        String seen = risk.latest(id).orElseThrow().id().toString();
        HttpResponse<String> aside = call(
                "POST",
                address + "/BILLS_OF_OTHERS/set-aside",
                token,
                "{\"assessment\":\"" + seen + "\",\"reason\":\"Two brothers\"}");
        assertThat(aside.statusCode()).as(aside.body()).isEqualTo(200);
        assertThat(aside.body()).contains("\"reason\":\"Two brothers\"");
    }

    @Test
    void anAdministratorChangesTheRulesAsANewVersionAndOthersOnlyRead() {
        User admin = reviewer(Scope.EVERYWHERE, Role.TRUST_ADMIN);
        WebSession session = WebSession.signedIn(port, admin.employeeNumber(), PASSWORD);
        RiskRules before = book.current();
        String page = get(session, "/risk/rules");
        assertThat(page).contains("Bills that are also in another member’s application", "Judge by these rules");
        Map<String, String> same = Pattern.compile(
                        "name=\"((?:threshold|points)-[A-Z_]+|mediumFrom|highFrom|version)\"[^>]*? value=\"(\\d+)\"")
                .matcher(page)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        assertThat(same).hasSize(2 * Fact.ruled().size() + 3);
        Map<String, String> wrong = new HashMap<>(same);
        wrong.put("points-LOOK_ALIKES", "101");
        wrong.put("mediumFrom", "");
        HttpResponse<String> refused = session.post("/risk/rules", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"101\"", "href=\"#points-LOOK_ALIKES\"", "href=\"#mediumFrom\"");
        Map<String, String> below = new HashMap<>(same);
        below.put("mediumFrom", same.get("highFrom"));
        assertThat(session.post("/risk/rules", below).statusCode()).isEqualTo(422);

        // the same rules again, so that other tests are judged alike
        assertThat(session.post("/risk/rules", same).statusCode()).isEqualTo(302);
        RiskRules now = book.current();
        assertThat(now.version()).isEqualTo(before.version() + 1);
        assertThat(now.rules()).isEqualTo(before.rules());
        assertThat(now.madeBy()).isEqualTo(admin.employeeNumber());
        assertThat(session.post("/risk/rules", same).statusCode())
                .as("somebody was quicker")
                .isIn(409, 412);

        User head = reviewer(Scope.EVERYWHERE, Role.HEAD);
        WebSession reader = WebSession.signedIn(port, head.employeeNumber(), PASSWORD);
        assertThat(get(reader, "/risk/rules")).doesNotContain("Judge by these rules");
        assertThat(reader.post("/risk/rules", same).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> call(String method, String path, String token, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", Ids.next().toString())
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
