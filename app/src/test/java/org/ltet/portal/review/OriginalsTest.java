package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.AskOriginals;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Original;
import org.ltet.portal.applications.Original.ReturnMode;
import org.ltet.portal.applications.Original.State;
import org.ltet.portal.applications.OriginalsDesk;
import org.ltet.portal.applications.OriginalsEvent;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.applications.OriginalsRegister;
import org.ltet.portal.applications.OriginalsRegister.Part;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.StartDraft;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.PublishScheme;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.Route;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;

@DisplayName("Original papers: asked for, arrived, sent back; none is ever forgotten (REV-4)")
class OriginalsTest extends ReviewTestBase {

    @Autowired
    AskOriginals askOriginals;

    @Autowired
    OriginalsDesk desk;

    @Autowired
    OriginalsRegister register;

    @Autowired
    Decisions decisions;

    @Autowired
    Schemes schemes;

    @Autowired
    PublishScheme publishScheme;

    @Autowired
    StartDraft startDraft;

    @Autowired
    SubmitApplication submitApplication;

    User scrutiny;
    User helpdesk;
    Household family;

    @BeforeEach
    void people() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        helpdesk = reviewer(Role.HELPDESK_AGENT);
        family = family();
    }

    @Test
    void papersAreAskedForByALetterArriveInPartsLieSomewhereAndGoBack() {
        ApplicationView view = taken();
        UUID id = view.id();
        OriginalsLetter letter = ask(view, true);
        assertThat(letter.number()).matches("OR[0-9]{10}");
        assertThat(letter.papers()).extracting(Original::state).containsOnly(State.ASKED);
        assertThat(register.page(Part.AWAITED, null, 10, helpdesk).rows())
                .extracting(OriginalsRegister.Row::number, OriginalsRegister.Row::awaited)
                .containsExactly(tuple(letter.number(), 3));
        notices(family.user(), "ORIGINALS_ASKED", 1);

        desk.arrived(letter.id(), Set.of(1, 3), "", today(), "Rack 4", helpdesk);
        assertRefused("applications.originalsFirst", () -> approve(id));
        notices(scrutiny, "ORIGINALS_HERE", 0);
        desk.arrived(letter.id(), Set.of(2), "A photograph", today(), "Rack 5", helpdesk);
        notices(scrutiny, "ORIGINALS_HERE", 1);
        desk.moved(letter.id(), Set.of(2, 4), "Rack 4", helpdesk);
        OriginalsLetter here = desk.get(letter.id(), helpdesk);
        assertThat(here.papers()).extracting(Original::location).containsOnly("Rack 4");
        assertThat(here.papers().getLast().label()).isEqualTo("A photograph");
        approve(id);
        assertThat(register.page(Part.TO_RETURN, null, 10, scrutiny).rows())
                .extracting(OriginalsRegister.Row::here)
                .containsExactly(4);

        desk.returned(letter.id(), Set.of(1, 2, 3, 4), today(), ReturnMode.REGISTERED_POST, "RM123456789IN", helpdesk);
        for (Part part : Part.values()) {
            assertThat(register.count(part, helpdesk)).as(part.name()).isZero();
        }
        notices(family.user(), "ORIGINALS_RETURNED", 1);
        assertThat(desk.get(letter.id(), helpdesk).history())
                .extracting(OriginalsEvent::kind)
                .containsExactly(
                        OriginalsEvent.Kind.ASKED,
                        OriginalsEvent.Kind.ARRIVED,
                        OriginalsEvent.Kind.ARRIVED,
                        OriginalsEvent.Kind.MOVED,
                        OriginalsEvent.Kind.RETURNED);
        desk.arrived(letter.id(), Set.of(1), "", today(), "Post room", helpdesk);
        assertThat(register.count(Part.TO_RETURN, helpdesk))
                .as("the post brought it back")
                .isEqualTo(1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "select action from audit.entry where application_id = ? and action like 'originals.%'")
                                .param(id)
                                .query(String.class)
                                .list())
                        .contains("originals.asked", "originals.arrived", "originals.moved", "originals.returned"));
    }

    @Test
    void theDecisionWaitsWhenTheReviewerOrTheSchemeSaysSoWhateverTheProgramDoes() {
        ApplicationView free = taken();
        ask(free, false);
        approve(free.id());
        theSchemeSaysSo();

        family = family();
        ApplicationView view = taken();
        OriginalsLetter letter = ask(view, true);
        assertRefused("applications.originalsFirst", () -> approve(view.id()));
        assertRefused(
                "applications.originalsFirst",
                () -> decisions.sanction(
                        view.id(), Sanction.inFull(version(view.id(), scrutiny), view.payable()), scrutiny));
        assertRefused(
                "applications.originals.words",
                () -> decide.cancelOriginals(view.id(), letter.number(), " ", version(view.id(), scrutiny), scrutiny));
        decide.cancelOriginals(view.id(), letter.number(), "Found in the file", version(view.id(), scrutiny), scrutiny);
        assertRefused(
                "applications.originals.nothingAwaited",
                () -> decide.cancelOriginals(
                        view.id(), letter.number(), "Again", version(view.id(), scrutiny), scrutiny));
        approve(view.id());
        desk.arrived(letter.id(), Set.of(1), "", today(), "Rack 1", helpdesk);
        assertThat(register.count(Part.TO_RETURN, helpdesk))
                .as("what comes though nobody needs it is not lost")
                .isEqualTo(1);
    }

    /** A scheme of this test's own, like S13 but for this rule. */
    private void theSchemeSaysSo() {
        SchemeDefinition of = schemes.current("S13").definition();
        String code = "W" + company.substring(2);
        publishScheme.publish(
                new SchemeDefinition(
                        code,
                        of.name(),
                        of.category(),
                        of.summary(),
                        of.beneficiaries(),
                        of.eligibility(),
                        of.referenceDate(),
                        of.eventKey(),
                        of.form(),
                        of.heads(),
                        of.otherReimbursement(),
                        of.billDates(),
                        of.documents(),
                        of.benefit(),
                        of.limits(),
                        of.window(),
                        of.levels(),
                        of.financeSlaHours(),
                        of.autoApproval(),
                        of.yearlyBudget(),
                        true),
                today(),
                "test");
        try {
            Household other = family();
            ApplicationView draft = households.complete(
                    startDraft.start(code, other.memberId(), other.user()), other, Money.of(10_000));
            UUID id = submitApplication
                    .submit(draft.id(), draft.version(), other.user())
                    .id();
            takeTask.take(id, scrutiny);
            assertThat(ask(applications.get(id, scrutiny), false).waits())
                    .as("whatever the reviewer chose")
                    .isTrue();
            assertRefused("applications.originalsFirst", () -> approve(id));
        } finally {
            jdbc.sql("update schemes.scheme_version set valid_to = valid_from - 1 where code = ?")
                    .param(code)
                    .update();
        }
    }

    @Test
    void nobodyElseMaySeeOrTouchThem() {
        ApplicationView view = taken();
        OriginalsLetter letter = ask(view, true);
        User elsewhere = reviewer(new Scope(Set.of("OTHER"), Set.of(), Set.of()), Role.SCRUTINY_OFFICER);
        User accounts = reviewer(Role.ACCOUNTS_OFFICER);
        for (User stranger : List.of(elsewhere, accounts, family().user())) {
            assertThat(desk.find(letter.number(), stranger)).isEmpty();
            assertNotFound(() -> desk.get(letter.id(), stranger));
            assertNotFound(() -> desk.arrived(letter.id(), Set.of(1), "", today(), "Mine", stranger));
            assertThat(register.count(Part.AWAITED, stranger)).isZero();
            assertThat(register.of(view.id(), stranger).size()).isZero();
        }
        User own = staffOf(view, Role.HELPDESK_AGENT);
        assertThat(register.count(Part.AWAITED, own)).isZero();
        assertRefused("applications.ownOrRelative", () -> desk.arrived(letter.id(), Set.of(1), "", today(), "X", own));
        OriginalsLetter seen = register.of(view.id(), family.user()).getFirst();
        assertThat(seen.askedBy() + seen.askedByName()).isEmpty();
        assertThat(seen.history()).extracting(OriginalsEvent::actorName).containsOnly("");
        assertRefused("review.takeFirst", () -> {
            takeTask.release(view.id(), scrutiny);
            decide.askOriginals(
                    view.id(),
                    new AskOriginals.Wish(Set.of("HOSPITAL_BILL"), List.of(), "Send", false),
                    version(view.id(), scrutiny),
                    scrutiny);
        });
    }

    @Test
    void whatCannotBeIsRefused() {
        ApplicationView view = taken();
        for (AskOriginals.Wish wrong : List.of(
                new AskOriginals.Wish(Set.of(), List.of(" "), "Send", false),
                new AskOriginals.Wish(Set.of("NO_SUCH"), List.of(), "Send", false),
                new AskOriginals.Wish(Set.of("HOSPITAL_BILL"), List.of("x".repeat(121)), "Send", false),
                new AskOriginals.Wish(Set.of("HOSPITAL_BILL"), List.of(), " ", false))) {
            assertThatThrownBy(() -> askOriginals.ask(view.id(), wrong, scrutiny))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID));
        }
        OriginalsLetter letter = ask(view, true);
        UUID id = letter.id();
        assertRefused("applications.originals.choose", () -> desk.arrived(id, Set.of(), " ", today(), "R", helpdesk));
        assertRefused("applications.originals.changed", () -> desk.arrived(id, Set.of(9), "", today(), "R", helpdesk));
        assertRefused("applications.originals.place", () -> desk.arrived(id, Set.of(1), "", today(), " ", helpdesk));
        assertRefused(
                "applications.originals.day",
                () -> desk.arrived(id, Set.of(1), "", today().plusDays(1), "R", helpdesk));
        assertRefused(
                "applications.originals.changed",
                () -> desk.returned(id, Set.of(1), today(), ReturnMode.COURIER, "C1", helpdesk));
        desk.arrived(id, Set.of(1), "", today(), "R", helpdesk);
        assertRefused("applications.originals.changed", () -> desk.arrived(id, Set.of(1), "", today(), "R", helpdesk));
        assertRefused(
                "applications.originals.day",
                () -> desk.returned(id, Set.of(1), today().minusDays(1), ReturnMode.COURIER, "C1", helpdesk));
    }

    @Test
    void theDatabaseForgetsNothingByItself() {
        ApplicationView view = taken();
        OriginalsLetter letter = ask(view, true);
        Map<String, String> attacks = Map.of(
                "delete from applications.original where letter_id = '%s'", "original_is_never_forgotten",
                "update applications.original set state = 'HERE', arrived_on = '2026-11-20', location = 'X' where letter_id = '%s'",
                        "original_goes_step_by_step",
                "update applications.original set label = 'Y', code = null where letter_id = '%s'",
                        "identity_never_changes",
                "delete from applications.originals_event where letter_id = '%s'", "originals_event_is_append_only",
                "update applications.originals_letter set waits = false where id = '%s'", "append_only");
        attacks.forEach((attack, rule) -> assertThatThrownBy(
                        () -> jdbc.sql(attack.formatted(letter.id())).update())
                .as(attack)
                .hasMessageContaining(rule));
    }

    @Test
    void aNumberIsFoundAsScannedOrTypedAndASlipIsNoticed() {
        OriginalsLetter letter = ask(taken(), false);
        String number = letter.number();
        for (String typed : List.of(
                number,
                number.toLowerCase(Locale.ROOT),
                number.substring(2),
                " OR-" + number.substring(2, 6) + " " + number.substring(6))) {
            assertThat(desk.find(typed, helpdesk)).as(typed).isPresent();
        }
        char last = number.charAt(11);
        String slip = number.substring(0, 11) + (last == '9' ? '0' : (char) (last + 1));
        assertThat(OriginalsDesk.isNumber(slip)).isFalse();
        assertThat(OriginalsDesk.isNumber(number)).isTrue();
    }

    @Test
    void onTheScreensItIsAskedPrintedScannedRegisteredAndSeen() throws Exception {
        ApplicationView view = taken();
        String file = "/review/" + view.id();
        String version = String.valueOf(view.version());
        WebSession atScrutiny = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);
        assertThat(get(atScrutiny, file)).contains("Ask for original papers", "Hospital bill");
        HttpResponse<String> nothing =
                atScrutiny.post(file + "/originals", Map.of("version", version, "originalsWords", "Please send"));
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Choose at least one paper", "Please send");
        assertThat(atScrutiny
                        .post(
                                file + "/originals",
                                Map.of(
                                        "version", version,
                                        "originalsPapers", "HOSPITAL_BILL",
                                        "originalsOthers", "Prescription <of 3 May>",
                                        "originalsWords", "Please send",
                                        "originalsWait", "yes"))
                        .statusCode())
                .isEqualTo(302);
        OriginalsLetter letter = register.of(view.id(), scrutiny).getFirst();
        assertThat(get(atScrutiny, file)).contains(letter.number(), "The decision waits for them");

        accounts.open(
                new NewAccount(view.employeeNumber(), "A member", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        WebSession member = WebSession.signedIn(port, view.employeeNumber(), PASSWORD);
        String track = "/applications/" + view.id();
        assertThat(get(member, track))
                .contains("Print the covering letter", "Prescription &lt;of 3 May&gt;", "Please send")
                .doesNotContain(scrutiny.displayName());
        byte[] pdf = member.download(track + "/originals/" + letter.number() + "/letter.pdf");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document))
                    .contains(letter.number(), String.valueOf(view.number()), "Originals Desk", "Prescription");
            BufferedImage printed = new PDFRenderer(document).renderImageWithDPI(0, 200);
            int width = printed.getWidth();
            int height = printed.getHeight();
            int[] pixels = printed.getRGB(0, 0, width, height, null, 0, width);
            assertThat(new MultiFormatReader()
                            .decode(
                                    new BinaryBitmap(
                                            new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                                    Map.of(DecodeHintType.TRY_HARDER, true))
                            .getText())
                    .as("as a scanner reads it from the paper")
                    .isEqualTo(letter.number());
        }

        WebSession atDesk = WebSession.signedIn(port, helpdesk.employeeNumber(), PASSWORD);
        assertThat(get(atDesk, "/originals")).contains(letter.number());
        assertThat(atDesk.get("/originals?number=OR0000000001").statusCode()).isEqualTo(422);
        HttpResponse<String> found = atDesk.get("/originals?number=" + letter.number());
        assertThat(found.statusCode()).isEqualTo(302);
        String one = "/originals/" + letter.id();
        assertThat(found.headers().firstValue("Location").orElseThrow()).endsWith(one);
        HttpResponse<String> placeless =
                atDesk.post(one + "/arrivals", Map.of("arrived", "1", "on", today().toString()));
        assertThat(placeless.statusCode()).isEqualTo(422);
        assertThat(placeless.body()).contains("href=\"#location\"");
        assertThat(atDesk.post(
                                one + "/arrivals",
                                Map.of("arrived", "1", "on", today().toString(), "location", "Rack 4, folder 17"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(get(atDesk, one)).contains("Rack 4, folder 17", "Register return");
        assertThat(get(member, track)).contains("With the trust").doesNotContain("Rack 4");
        assertThat(atDesk.post(
                                one + "/returns",
                                Map.of(
                                        "sent", "1",
                                        "returnedOn", today().toString(),
                                        "mode", "COURIER",
                                        "reference", "C-77"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(get(member, track)).contains("Courier", "C-77");
        assertThat(atScrutiny
                        .post(
                                file + "/originals/" + letter.number() + "/cancel",
                                Map.of("version", version, "cancel-" + letter.number(), "Enough"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(get(member, track)).contains("Not needed any more").doesNotContain("Print the covering letter");
    }

    @Test
    void overTheApiItIsAskedFoundRegisteredAndReturned() throws Exception {
        ApplicationView view = taken();
        String reviewer = StaffFactor.bearer(port, scrutiny.employeeNumber(), PASSWORD);
        String keeper = StaffFactor.bearer(port, helpdesk.employeeNumber(), PASSWORD);
        String task = "/api/v1/review/tasks/" + view.id();
        HttpResponse<String> asked = api(
                "POST",
                task + "/originals",
                reviewer,
                "{\"documents\":[\"HOSPITAL_BILL\"],\"words\":\"Send\",\"waits\":true}",
                view.version());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        OriginalsLetter letter = register.of(view.id(), scrutiny).getFirst();
        HttpResponse<String> around =
                api("POST", task + "/approve", reviewer, "{\"expectedPayable\":\"6000.00\"}", view.version());
        assertThat(around.statusCode()).isEqualTo(409);
        assertThat(around.body()).contains("applications.originalsFirst");
        assertThat(api("GET", "/api/v1/originals?number=" + letter.number(), keeper, "", 1)
                        .body())
                .contains(letter.id().toString());
        assertThat(api("GET", "/api/v1/originals?number=OR0000000001", keeper, "", 1)
                        .statusCode())
                .isEqualTo(422);
        assertThat(api("GET", "/api/v1/originals", keeper, "", 1).body()).contains("\"awaited\":1");
        String one = "/api/v1/originals/" + letter.id();
        assertThat(api(
                                "POST",
                                one + "/arrivals",
                                keeper,
                                "{\"papers\":[1],\"on\":\"%s\",\"location\":\"Rack 1\"}".formatted(today()),
                                1)
                        .body())
                .contains("\"state\":\"HERE\"");
        assertThat(api("POST", one + "/location", keeper, "{\"papers\":[1],\"location\":\"Rack 2\"}", 1)
                        .body())
                .contains("Rack 2");
        assertThat(api(
                                "POST",
                                one + "/returns",
                                keeper,
                                "{\"papers\":[1],\"on\":\"%s\",\"mode\":\"IN_PERSON\",\"reference\":\"The member\"}"
                                        .formatted(today()),
                                1)
                        .body())
                .contains("\"state\":\"RETURNED\"");
        assertThat(api("GET", "/api/v1/applications/" + view.id() + "/originals", reviewer, "", 1)
                        .body())
                .contains(letter.number());
        assertThat(api(
                                "POST",
                                task + "/originals/" + letter.number() + "/cancel",
                                reviewer,
                                "{\"reason\":\"No\"}",
                                view.version())
                        .statusCode())
                .as("nothing is awaited")
                .isEqualTo(409);
    }

    private ApplicationView taken() {
        UUID id = households.submitted(family, Money.of(10_000)).id();
        takeTask.take(id, scrutiny);
        return applications.get(id, scrutiny);
    }

    private OriginalsLetter ask(ApplicationView view, boolean waits) {
        return decide.askOriginals(
                view.id(),
                new AskOriginals.Wish(
                        Set.of("HOSPITAL_BILL", "DISCHARGE_SUMMARY"), List.of("Prescription"), "Please send", waits),
                view.version(),
                scrutiny);
    }

    private void approve(UUID id) {
        ApplicationView view = applications.get(id, scrutiny);
        assertThat(decide.approve(id, Sanction.inFull(view.version(), view.payable()), scrutiny)
                        .state())
                .isEqualTo(ApplicationState.APPROVED);
    }

    private LocalDate today() {
        return IndiaTime.today(clock);
    }

    private User staffOf(ApplicationView view, Role role) {
        accounts.open(new NewAccount(
                view.employeeNumber(),
                "Applicant",
                null,
                PASSWORD,
                Map.of(role, new Scope(Set.of(company), Set.of(), Set.of()))));
        return accounts.user(view.employeeNumber()).orElseThrow();
    }

    private void notices(User person, String kind, int many) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "select count(*) from notifications.notice where employee_number = ? and kind = ?")
                                .params(person.employeeNumber(), kind)
                                .query(Integer.class)
                                .single())
                        .as(kind)
                        .isEqualTo(many));
    }

    private HttpResponse<String> api(String method, String path, String token, String body, long version)
            throws Exception {
        return new Route(RequestMethod.valueOf(method), path, Set.of(), false, false, true, false, null)
                .asApi(port, path, token, body, "\"" + version + "\"");
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void assertRefused(String code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void assertNotFound(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }
}
