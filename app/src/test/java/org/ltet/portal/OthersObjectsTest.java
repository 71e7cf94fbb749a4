package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AskOriginals;
import org.ltet.portal.applications.AttachUpload;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.LegalHolds;
import org.ltet.portal.people.ConsentEntry;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.IdentityNumber;
import org.ltet.portal.people.IdentityNumbers;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.Route;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route that names an object, with objects that exist, as people whom they do not concern (ACC-5): another member,
 * and staff of every role whose scope lies elsewhere. Made from the routes, so that a new kind of object without an
 * example here fails. To them, an object that is not theirs does not exist.
 */
@PortalTest
@Import(Households.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("What belongs to others does not exist for me")
class OthersObjectsTest {

    private static final String PASSWORD = "a pass phrase for what is mine";
    private static final Scope ELSEWHERE = new Scope(Set.of("NONE"), Set.of(), Set.of());

    /** All roles that one person may hold together. */
    private static final Set<Role> STAFF =
            EnumSet.complementOf(EnumSet.of(Role.MEMBER, Role.ACCOUNTS_APPROVER, Role.SYSTEM_ADMIN));

    /** Objects that are no person's: runs, what the bank sent, programs, role changes, a review of access, a flag, an event. */
    private static final List<String> NOBODYS = List.of(
            "/operations/hrms/{id}",
            "/retention/{id}",
            "/api/v1/retention-runs/{id}",
            "/api/v1/hrms-runs/{id}",
            "/api/v1/bank-statements/{id}",
            "/payments/reconciliation/items/{id}",
            "/api/v1/open-items/{id}",
            "/payments/ledger/blackouts/{id}",
            "/api/v1/payment-blackouts/{id}",
            "/payments/ledger/postings/{id}",
            "/api/v1/postings/{id}",
            "/payments/payouts/{id}",
            "/api/v1/payouts/{id}",
            "/payments/neft-layouts/{id}",
            "/api/v1/neft-layouts/{id}",
            "/automatic-approval/{id}",
            "/automatic-approval/blackouts/{id}",
            "/api/v1/automatic-approval/settings/{id}",
            "/api/v1/automatic-approval/blackouts/{id}",
            "/operations/clients/{id}",
            "/operations/role-imports/{id}",
            "/api/v1/role-imports/{id}",
            "/operations/access-reviews/{id}",
            "/api/v1/access-reviews/{id}",
            "/operations/flags/{id}",
            "/api/v1/access-flags/{id}",
            "/operations/console/events/{id}",
            "/api/v1/operations/events/{id}");

    /** Looked for among those of the person who asks, and tried in the tests of sessions and of second factors. */
    private static final List<String> OF_THE_ACCOUNT =
            List.of("/api/v1/me/sessions/{id}", "/account/passkeys/{id}", "/account/programs/{id}");

    /**
     * Of a draft there is no form to print yet, nor a letter, and no original papers are asked for; of its bill nothing is
     * read but on the page of bills.
     */
    private static final List<String> NOT_OF_A_DRAFT = List.of(
            "/applications/{id}/edit/documents/{document}/reading",
            "/applications/{id}/form.pdf",
            "/applications/{id}/letter.pdf",
            "/applications/{id}/originals/{number}/letter.pdf",
            "/api/v1/applications/{id}/letter");

    /** Where the body is read before the object is looked for. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry(
                    "/api/v1/applications/{id}/documents",
                    "--%1$s\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nHOSPITAL_BILL\r\n"
                                    .formatted(Route.BOUNDARY)
                            + "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%%PDF\r\n--%1$s--\r\n"
                                    .formatted(Route.BOUNDARY)),
            Map.entry("/api/v1/review/filters/{id}", "{\"name\":\"Mine\",\"tab\":\"overdue\"}"),
            Map.entry(
                    "/api/v1/review/tasks/{id}/risk/{fact}/set-aside",
                    "{\"assessment\":\"01900000-0000-7000-8000-000000000000\",\"reason\":\"In order\"}"),
            Map.entry("/api/v1/review/tasks/{id}/originals", "{\"documents\":[\"HOSPITAL_BILL\"],\"words\":\"Send\"}"),
            Map.entry("/api/v1/review/tasks/{id}/approve", "{\"expectedPayable\":\"1.00\"}"),
            Map.entry("/api/v1/review/tasks/{id}/approver", "{\"person\":\"1\",\"reason\":\"Look\"}"),
            Map.entry("/api/v1/review/tasks/{id}/approver/answer", "{\"approve\":true}"),
            Map.entry(
                    "/api/v1/review/tasks/{id}/deductions",
                    "{\"lineId\":\"01900000-0000-7000-8000-000000000000\",\"amount\":\"1.00\",\"reasonCode\":\"NOT_COVERED\"}"),
            Map.entry("/api/v1/review/tasks/{id}/reject", "{\"reasonCode\":\"NOT_ELIGIBLE\",\"comment\":\"No\"}"),
            Map.entry(
                    "/api/v1/review/tasks/{id}/return",
                    "{\"level\":\"SCRUTINY\",\"reasonCode\":\"OTHER\",\"comment\":\"Look again\"}"),
            Map.entry("/api/v1/decisions/{id}/return", "{\"reasonCode\":\"OTHER\",\"comment\":\"Look again\"}"),
            Map.entry("/api/v1/batches/{id}/freeze", "{\"executionDate\":\"2026-11-24\"}"),
            Map.entry("/api/v1/budget-requests/{id}/decide", "{\"grant\":true}"),
            Map.entry("/api/v1/review/tasks/{id}/send-back", "{\"reasonCode\":\"OTHER\",\"comment\":\"Why?\"}"));

    @LocalServerPort
    int port;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Applications applications;

    @Autowired
    Decisions decisions;

    @Autowired
    AskOriginals askOriginals;

    @Autowired
    Documents documents;

    @Autowired
    AttachUpload attachUpload;

    @Autowired
    People people;

    @Autowired
    IdentityNumbers numbers;

    @Autowired
    MyDataRequests requests;

    @Autowired
    LegalHolds holds;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final Map<String, String> examples = new LinkedHashMap<>();
    private final Map<String, Person> strangers = new LinkedHashMap<>();
    private Person owner;
    private ApplicationView draft;
    private String document;
    private String upload;
    private String voucher;

    private record Person(WebSession session, String bearer) {}

    @BeforeAll
    void makesObjectsOfAMemberAndOfItsReviewers() throws Exception {
        Household household = households.serving();
        owner = open(household.user(), Accounts.everywhere(Role.MEMBER));
        strangers.put("another member", open(households.serving().user(), Accounts.everywhere(Role.MEMBER)));
        for (Set<Role> together : List.of(STAFF, Set.of(Role.ACCOUNTS_APPROVER), Set.of(Role.SYSTEM_ADMIN))) {
            strangers.put(
                    "staff of another company, " + together,
                    open(
                            households.serving().user(),
                            together.stream().collect(Collectors.toMap(role -> role, role -> ELSEWHERE))));
        }
        draft = households.surgeryDraft(household, Money.of("9000"));
        document = documents
                .of(new DocumentOwner(Applications.DOCUMENT_OWNER, draft.id()))
                .getFirst()
                .id()
                .toString();
        upload = attachUpload
                .begin(draft.id(), AttachUpload.Purpose.DOCUMENT, "HOSPITAL_BILL", "a.pdf", 1000, household.user())
                .id()
                .toString();
        User scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        ApplicationView small =
                decisions.take(households.submitted(household, Money.of("5000")).id(), scrutiny);
        decisions.sanction(small.id(), Sanction.inFull(small.version(), small.payable()), scrutiny);
        voucher = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> jdbc.sql("select id from payments.voucher where application_id = ?")
                                .param(small.id())
                                .query(UUID.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow()
                .toString();
        ApplicationView large = households.at(ReviewLevel.SUB_PANEL, households.serving(), Money.of("40000"), scrutiny);

        examples.put("/applications/{id}", draft.id().toString());
        examples.put("/api/v1/applications/{id}", draft.id().toString());
        examples.put("/documents/{id}", document);
        examples.put("/api/v1/documents/{id}", document);
        examples.put("/inbox/{id}", notice(household));
        examples.put("/api/v1/notifications/{id}", examples.get("/inbox/{id}"));
        examples.put("/review/{id}", large.id().toString());
        examples.put("/decisions/{id}", large.id().toString());
        examples.put("/api/v1/decisions/{id}", large.id().toString());
        examples.put("/api/v1/review/tasks/{id}", large.id().toString());
        String letter = askOriginals
                .ask(
                        large.id(),
                        new AskOriginals.Wish(Set.of("HOSPITAL_BILL"), List.of(), "Send", false),
                        households.staff(Role.SUB_PANEL_MEMBER))
                .id()
                .toString();
        examples.put("/originals/{id}", letter);
        examples.put("/api/v1/originals/{id}", letter);
        examples.put("/standing/approver/{id}", large.id().toString());
        String bulk = bulk(large);
        examples.put("/review/bulk/{id}", bulk);
        examples.put("/api/v1/review/bulk-approvals/{id}", bulk);
        String filter = created("/api/v1/review/filters", staff(Role.SCRUTINY_OFFICER), """
                {"name":"Of others","tab":"overdue"}""");
        examples.put("/review/filters/{id}", filter);
        examples.put("/api/v1/review/filters/{id}", filter);
        String delegation = delegation();
        examples.put("/review/delegations/{id}", delegation);
        examples.put("/api/v1/review/delegations/{id}", delegation);
        examples.put("/payments/vouchers/{id}", voucher);
        examples.put("/api/v1/vouchers/{id}", voucher);
        String shared = sharedPan(household);
        examples.put("/shared-numbers/{id}", shared);
        examples.put("/api/v1/shared-numbers/{id}", shared);
        String correction = requests.ask(DataRequest.Kind.CORRECTION, "My grade is wrong.", household.user())
                .toString();
        for (String path : List.of(
                "/my-data/requests/{id}",
                "/data-requests/{id}",
                "/api/v1/me/data-requests/{id}",
                "/api/v1/data-requests/{id}")) {
            examples.put(path, correction);
        }
        String hold = holds.place(
                        holds.find(household.user().employeeNumber()).orElseThrow(),
                        "A case",
                        LocalDate.of(2026, 11, 23),
                        "10000017")
                .toString();
        examples.put("/legal-holds/{id}", hold);
        examples.put("/api/v1/legal-holds/{id}", hold);
        String batch = batch();
        examples.put("/payments/batches/{id}", batch);
        examples.put("/api/v1/batches/{id}", batch);
        String fund = jdbc.sql("select fund_id from payments.commitment where application_id = ?")
                .param(small.id())
                .query(Integer.class)
                .single()
                .toString();
        examples.put("/payments/ledger/funds/{id}", fund);
        examples.put("/api/v1/funds/{id}", fund);
        String asked = created("/api/v1/budget-requests", staff(Role.ACCOUNTS_OFFICER), """
                {"kind":"BUDGET","scheme":"S01","ic":"HEAV","year":"FY2026-27","amount":"1.00","reason":"Of others"}
                """);
        examples.put("/payments/ledger/requests/{id}", asked);
        examples.put("/api/v1/budget-requests/{id}", asked);
    }

    private Person open(User user, Map<Role, Scope> roles) {
        accounts.open(new NewAccount(user.employeeNumber(), user.displayName(), null, PASSWORD, roles));
        return new Person(
                WebSession.signedIn(port, user.employeeNumber(), PASSWORD),
                StaffFactor.bearer(port, user.employeeNumber(), PASSWORD));
    }

    /** The same PAN from two members. */
    private String sharedPan(Household household) {
        for (Household each : List.of(households.serving(), household)) {
            numbers.give(
                    each.memberId(),
                    IdentityNumber.PAN,
                    "ZOOPO4321Q",
                    true,
                    people.byId(each.memberId()).version(),
                    ConsentEntry.Way.SCREEN,
                    each.user().employeeNumber());
        }
        return jdbc.sql("select id from people.shared_number where member_id = ?")
                .param(household.memberId())
                .query(UUID.class)
                .single()
                .toString();
    }

    private String notice(Household household) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> jdbc.sql("select id from notifications.notice where employee_number = ? limit 1")
                                .param(household.user().employeeNumber())
                                .query(UUID.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow()
                .toString();
    }

    private String bulk(ApplicationView application) throws Exception {
        return created(
                "/api/v1/review/bulk-approvals",
                staff(Role.SUB_PANEL_MEMBER),
                "{\"level\":\"SUB_PANEL\",\"tasks\":[\"" + application.id() + "\"]}");
    }

    private String delegation() throws Exception {
        User standIn = households.serving().user();
        open(standIn, Accounts.everywhere(Role.SCRUTINY_OFFICER));
        LocalDate today = IndiaTime.today(clock);
        return created("/api/v1/review/delegations", staff(Role.SCRUTINY_OFFICER), """
                {"level":"SCRUTINY","delegate":"%s","from":"%s","until":"%s","reason":"Leave"}
                """.formatted(
                        standIn.employeeNumber(), today, today));
    }

    /** A batch with the one voucher. */
    private String batch() throws Exception {
        Person maker = staff(Role.ACCOUNTS_OFFICER);
        String one = "/api/v1/vouchers/" + voucher;
        change("/api/v1/vouchers/{id}/{action}", one, "verify", maker, "{}");
        change("/api/v1/vouchers/{id}/{action}", one, "approve", staff(Role.ACCOUNTS_APPROVER), "{}");
        String batch = created("/api/v1/batches", maker, "{\"title\":\"Of others\"}");
        change(
                "/api/v1/batches/{id}/vouchers",
                "/api/v1/batches/" + batch,
                "vouchers",
                maker,
                "{\"ids\":[\"" + voucher + "\"]}");
        return batch;
    }

    private Person staff(Role role) {
        return open(households.serving().user(), Accounts.everywhere(role));
    }

    private String created(String path, Person person, String body) throws Exception {
        HttpResponse<String> answer = route("POST " + path).asApi(port, path, person.bearer(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void change(String route, String object, String action, Person person, String body) throws Exception {
        String version = route("GET " + route.substring(0, route.indexOf('}') + 1))
                .asApi(port, object, person.bearer(), "")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<String> answer =
                route("POST " + route).asApi(port, object + "/" + action, person.bearer(), body, version);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private Route route(String name) {
        return Route.all(mappings).stream()
                .filter(route -> route.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Stream<Route> routes() {
        return Route.all(mappings).stream()
                .filter(route -> !route.open())
                .filter(route -> route.path().matches(".*\\{[a-zA-Z]*[iI]d}.*"))
                .filter(route ->
                        Stream.of(NOBODYS, OF_THE_ACCOUNT).flatMap(List::stream).noneMatch(route.path()::startsWith));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anObjectOfOthersIsNotThere(Route route) throws Exception {
        String address = address(route);
        for (Map.Entry<String, Person> stranger : strangers.entrySet()) {
            int status = status(route, address, stranger.getValue());
            assertThat(status).as("%s as %s", route, stranger.getKey()).isIn(403, 404);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void itsOwnerSeesIt(Route route) throws Exception {
        if (route.method() == RequestMethod.GET
                && route.allows(Role.MEMBER)
                && !NOT_OF_A_DRAFT.contains(route.path())) {
            assertThat(status(route, address(route), owner))
                    .as(route.toString())
                    .isIn(200, 302, 303);
        }
    }

    private int status(Route route, String address, Person person) throws Exception {
        return route.api()
                ? route.asApi(port, address, person.bearer(), BODIES.getOrDefault(route.path(), "{}"))
                        .statusCode()
                : route.asPage(person.session(), address, Map.of("version", "1", "voucher", voucher))
                        .statusCode();
    }

    private String address(Route route) {
        String prefix = examples.keySet().stream()
                .filter(known -> route.path().equals(known) || route.path().startsWith(known + "/"))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow(() -> new AssertionError("No example object for " + route));
        return route.path()
                .replace("{id}", examples.get(prefix))
                .replaceAll("\\{line(Id)?}", draft.lines().getFirst().id().toString())
                .replaceAll("\\{document(Id)?}", document)
                .replaceAll("\\{upload(Id)?}", upload)
                .replace("{voucher}", voucher)
                .replace("{number}", "1")
                .replace("{fact}", "BILLS_OF_OTHERS")
                .replace("{group}", "stay")
                .replace("{type}", "HOSPITAL_BILL")
                .replace("{action}", "verify");
    }
}
