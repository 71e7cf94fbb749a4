package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.spi.Standing;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("The quarterly review of access (ACC-10)")
class AccessReviewTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(45_000_000);
    private static final AtomicInteger YEARS = new AtomicInteger(2020);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final ReviewRules.Limits LIMITS = new ReviewRules.Limits(90, 2, 365);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PrepareReview prepare;

    @Autowired
    ReviewAccess reviews;

    @Autowired
    ReviewPrograms programs;

    @Autowired
    Programs known;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    String admin = "";
    String head = "";

    @BeforeEach
    void openAccounts() {
        admin = open(Role.SYSTEM_ADMIN);
        head = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(
                head,
                head,
                null,
                PASSWORD,
                Map.of(Role.HEAD, Scope.EVERYWHERE, Role.HELPDESK_AGENT, Scope.EVERYWHERE)));
    }

    @AfterEach
    void backToToday() {
        clock.reset();
    }

    @Test
    void namesEachReasonForWhichARoleStandsOut() {
        assertThat(found(subject(Role.SCRUTINY_OFFICER, null, "2026-11-20", Standing.SERVING, false)))
                .isEmpty();
        assertThat(found(subject(Role.SCRUTINY_OFFICER, null, "2026-08-25", Standing.SERVING, false)))
                .as("90 days ago to the day")
                .isEmpty();
        assertThat(found(subject(Role.SCRUTINY_OFFICER, null, "2026-08-24", Standing.SERVING, false)))
                .containsExactly(new Finding("DORMANT", List.of("2026-08-24", "90")));
        assertThat(found(subject(Role.SCRUTINY_OFFICER, null, null, null, false)))
                .containsExactly(new Finding("NEVER_SIGNED_IN", List.of()));
        assertThat(found(subject(Role.SCRUTINY_OFFICER, "2026-11-22", "2026-11-20", Standing.LEFT, true)))
                .extracting(Finding::code)
                .containsExactly("LEFT", "LOCKED", "ENDED");
        assertThat(found(subject(
                        Role.ACCOUNTS_OFFICER,
                        "2026-11-23",
                        "2026-11-20",
                        Standing.RETIRED,
                        false,
                        Role.ACCOUNTS_APPROVER,
                        Role.HELPDESK_AGENT)))
                .containsExactly(
                        new Finding("CONFLICT", List.of("ACCOUNTS_OFFICER", "ACCOUNTS_APPROVER")),
                        new Finding("RETIRED", List.of()),
                        new Finding("MANY_ROLES", List.of("3")));
    }

    @Test
    void aRoleThatCountsEverywhereOrThatNobodyLookedAtForAYearStandsOut() {
        RoleHeld old = held(Role.HELPDESK_AGENT, Scope.EVERYWHERE, null, "2025-11-01");
        ReviewRules.Subject subject = new ReviewRules.Subject(
                UUID.randomUUID(), "1", "N", old, List.of(), false, at("2025-01-01"), at("2026-11-20"), null, null);
        assertThat(found(subject))
                .containsExactly(new Finding("UNLIMITED", List.of()), new Finding("UNCHANGED", List.of("2025-11-01")));
        ReviewRules.Subject kept = new ReviewRules.Subject(
                UUID.randomUUID(),
                "1",
                "N",
                old,
                List.of(),
                false,
                at("2025-01-01"),
                at("2026-11-20"),
                at("2026-02-01"),
                null);
        assertThat(found(kept)).extracting(Finding::code).containsExactly("UNLIMITED");
    }

    @Test
    void isPreparedOnceForEachQuarterEvenByTwoNodesAtOnce() throws Exception {
        aQuarterOfItsOwn();
        Callable<Boolean> job = () -> prepare.prepare().isPresent();
        assertThat(atOnce(List.of(job, job))).containsExactlyInAnyOrder(true, false);
        assertThat(prepare.prepare()).isEmpty();
    }

    @Test
    void keepsAndTakesAwayAtOnceAndIsSignedWhenAllIsDecided() {
        String officer = open(Role.SCRUTINY_OFFICER);
        String agent = open(Role.HELPDESK_AGENT);
        WebSession session = WebSession.signedIn(port, officer, PASSWORD);
        assertThat(session.get("/review").statusCode()).isEqualTo(200);
        UUID review = aReview();
        reviews.revoke(review, item(review, officer), "not needed", user(head));
        assertThat(accounts.user(officer).orElseThrow().has(Role.SCRUTINY_OFFICER))
                .isFalse();
        assertThatThrownBy(() -> reviews.keep(review, item(review, officer), "oh", user(head)))
                .hasMessageContaining("reviews.revoked");
        reviews.keep(review, item(review, agent), "needed", user(head));
        assertThatThrownBy(() -> reviews.sign(review, user(head))).hasMessageContaining("reviews.undecided");
        decideTheRest(review);
        reviews.sign(review, user(head));
        AccessReview signed = reviews.get(review);
        assertThat(signed.signedBy()).isEqualTo(head);
        assertThat(signed.revoked()).isEqualTo(1);
        assertThat(signed.kept()).isEqualTo(signed.items() - 1);
        assertThat(signed.hash()).hasSize(64);
        assertThat(reviews.isAsSigned(review)).isTrue();
        assertThatThrownBy(() -> reviews.sign(review, user(admin))).hasMessageContaining("reviews.signed");
        assertThatThrownBy(() -> reviews.keep(review, item(review, agent), "again", user(admin)))
                .hasMessageContaining("reviews.signed");
    }

    @Test
    void nobodyDecidesOnTheOwnRolesNotEvenInTheDatabase() {
        UUID review = aReview();
        UUID own = item(review, head);
        assertThatThrownBy(() -> reviews.keep(review, own, "me", user(head))).hasMessageContaining("reviews.own");
        assertThatThrownBy(() -> reviews.revoke(review, own, "me", user(head))).hasMessageContaining("reviews.own");
        assertThatThrownBy(() -> jdbc.sql("""
                                update identity.access_review_item set decision = 'KEEP', reason = 'x',
                                    decided_at = now(), decided_by = account_id, decided_name = 'x' where id = ?
                                """).param(own).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("nobody_reviews_oneself");
        reviews.keep(review, own, "confirmed", user(admin));
        User officer = user(open(Role.SCRUTINY_OFFICER));
        assertThatThrownBy(() -> reviews.keep(review, own, "x", officer)).hasMessageContaining("reviews.notReviewer");
    }

    @Test
    void theDatabaseKeepsASignedRecordAsItIs() {
        UUID review = aReview();
        decideTheRest(review);
        UUID item = reviews.items(review, null, null, 1).getFirst().id();
        refusedByTheDatabase("update identity.access_review set signed_at = now(), signed_by = prepared_by", review);
        reviews.sign(review, user(head));
        for (String change : List.of(
                "update identity.access_review_item set reason = 'other' where review_id = ?",
                "delete from identity.access_review_item where review_id = ?",
                "update identity.access_review set signed_name = 'Somebody' where id = ?",
                "delete from identity.access_review where id = ?")) {
            refusedByTheDatabase(change, review);
        }
        refusedByTheDatabase("truncate identity.access_review_item", null);
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into identity.access_review_item
                                select gen_random_uuid(), review_id, account_id, employee_number, display_name,
                                    'TRUST_ADMIN', scope, findings, null, null, null, null, null
                                from identity.access_review_item where id = ?
                                """).param(item).update())
                .isInstanceOf(DataIntegrityViolationException.class);
        jdbc.sql("alter table identity.access_review_item disable trigger keep_signed_items")
                .update();
        jdbc.sql("update identity.access_review_item set reason = 'forged' where id = ?")
                .param(item)
                .update();
        jdbc.sql("alter table identity.access_review_item enable trigger keep_signed_items")
                .update();
        assertThat(reviews.isAsSigned(review)).as("past the triggers it shows").isFalse();
    }

    @Test
    void aDecisionAtTheMomentOfTheSignatureIsEitherInTheRecordOrRefused() throws Exception {
        for (int round = 0; round < 4; round++) {
            String agent = open(Role.HELPDESK_AGENT);
            UUID review = aReview();
            decideTheRest(review);
            UUID item = item(review, agent);
            List<Boolean> done = atOnce(List.of(
                    () -> {
                        reviews.revoke(review, item, "late", user(admin));
                        return true;
                    },
                    () -> {
                        reviews.sign(review, user(head));
                        return true;
                    }));
            assertThat(done.getLast()).isTrue();
            AccessReview signed = reviews.get(review);
            assertThat(signed.revoked()).isEqualTo(done.getFirst() ? 1 : 0);
            assertThat(reviews.isAsSigned(review)).isTrue();
            assertThat(user(agent).has(Role.HELPDESK_AGENT)).isEqualTo(!done.getFirst());
        }
    }

    @Test
    void namesEachReasonForWhichAProgramStandsOut() {
        assertThat(ProgramRules.of(program(true, "2026-11-20", "2027-01-01"), 90, TODAY))
                .isEmpty();
        assertThat(ProgramRules.of(program(true, "2026-08-25", "2027-01-01"), 90, TODAY))
                .as("90 days ago to the day")
                .isEmpty();
        assertThat(ProgramRules.of(program(true, "2026-08-24", null), 90, TODAY))
                .containsExactly(
                        new Finding("PROGRAM_DORMANT", List.of("2026-08-24", "90")),
                        new Finding("PROGRAM_NO_END", List.of()));
        assertThat(ProgramRules.of(program(false, null, "2026-11-23"), 90, TODAY))
                .containsExactly(
                        new Finding("PROGRAM_OFF", List.of()),
                        new Finding("PROGRAM_ENDED", List.of("2026-11-22")),
                        new Finding("PROGRAM_NEVER_USED", List.of()));
    }

    @Test
    void programsArePartOfItAndOneThatIsNotKeptEndsAtOnce() {
        String kept = aProgram();
        String ended = aProgram();
        assertThat(known.find(ended)).isPresent();
        UUID review = aReview();
        decideRoles(review);
        assertThatThrownBy(() -> reviews.sign(review, user(head)))
                .as("programs wait for a decision")
                .hasMessageContaining("reviews.undecided");
        User officer = user(open(Role.SCRUTINY_OFFICER));
        assertThatThrownBy(() -> programs.revoke(review, reviewed(review, ended), "x", officer))
                .hasMessageContaining("reviews.notReviewer");
        assertThatThrownBy(() -> programs.keep(review, reviewed(review, kept), " ", user(head)))
                .hasMessageContaining("accounts.reasonMissing");

        WebSession desk = WebSession.signedIn(port, head, PASSWORD);
        String path = "/operations/access-reviews/" + review + "/programs";
        assertThat(desk.get(path).body())
                .contains("Desk of " + kept, "profile:read", "It has no last day", "Revoke for good");
        UUID item = reviewed(review, ended);
        assertThat(desk.post(path + "/" + item + "/revoke", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(desk.post(path + "/" + item + "/revoke", Map.of("reason-" + item, "Nobody answers for it"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(known.find(ended)).as("revoked, on every node").isEmpty();
        assertThat(known.find(kept)).isPresent();
        assertThatThrownBy(() -> programs.keep(review, item, "after all", user(head)))
                .hasMessageContaining("reviews.programRevoked");

        decideTheRest(review);
        reviews.sign(review, user(head));
        AccessReview signed = reviews.get(review);
        assertThat(signed.revoked()).isEqualTo(1);
        assertThat(signed.programs()).isGreaterThanOrEqualTo(2);
        assertThat(desk.get("/operations/access-reviews/" + review + "/export").body())
                .contains(ended + ",", "PROGRAM", "Nobody answers for it");
        refusedByTheDatabase("update identity.access_review_program set reason = 'other' where review_id = ?", review);
        refusedByTheDatabase("delete from identity.access_review_program where review_id = ?", review);
        assertThat(reviews.isAsSigned(review)).isTrue();
        jdbc.sql("alter table identity.access_review_program disable trigger keep_signed_programs")
                .update();
        jdbc.sql("update identity.access_review_program set decision = 'KEEP' where id = ?")
                .param(item)
                .update();
        jdbc.sql("alter table identity.access_review_program enable trigger keep_signed_programs")
                .update();
        assertThat(reviews.isAsSigned(review)).as("past the triggers it shows").isFalse();
    }

    private static ProgramRules.Subject program(boolean enabled, @Nullable String lastUsed, @Nullable String endsAt) {
        return new ProgramRules.Subject(
                enabled,
                at("2026-01-01"),
                lastUsed == null ? null : at(lastUsed),
                endsAt == null ? null : Instant.parse(endsAt + "T00:00:00+05:30"));
    }

    /** Registered without its screen, which other tests go through. */
    private String aProgram() {
        String clientId = "ltet-review-" + NUMBERS.incrementAndGet();
        jdbc.sql("""
                        insert into identity.client (id, client_id, kind, name, contact, scopes, redirect_uris, status,
                            registered_at)
                        values (gen_random_uuid(), ?, 'PUBLIC', ?, ?, array['profile:read'],
                            array['https://app.example.org/done'], 'ENABLED', now())
                        """)
                .params(clientId, "Program " + clientId, "Desk of " + clientId)
                .update();
        return clientId;
    }

    private UUID reviewed(UUID review, String clientId) {
        return programs.programs(review, null, null, 10_000).stream()
                .filter(program -> program.clientId().equals(clientId))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void theScreensDecideWithOneClickAndAReasonAndRemindOfWhatIsOverdue() {
        String agent = open(Role.HELPDESK_AGENT);
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(
                number, "=HYPERLINK(\"http://x\")", null, PASSWORD, Accounts.everywhere(Role.HELPDESK_AGENT)));
        LocalDate day = aQuarterOfItsOwn();
        WebSession desk = WebSession.signedIn(port, head, PASSWORD);
        HttpResponse<String> made = desk.post("/operations/access-reviews", Map.of());
        String path = made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
        UUID review = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        UUID item = item(review, agent);
        assertThat(desk.get(path).body()).contains("The role counts everywhere");
        HttpResponse<String> without = desk.post(path + "/items/" + item + "/keep", Map.of());
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("href=\"#reason-" + item);
        assertThat(desk.post(path + "/items/" + item + "/revoke", Map.of("reason-" + item, "left"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(desk.get(path + "?open=false").body()).contains("Taken away", "left");
        assertThat(desk.post(path + "/sign", Map.of()).statusCode()).isEqualTo(409);
        assertThat(desk.get("/").body()).contains("Review of access").doesNotContain("Overdue");
        String file = desk.get(path + "/export").body();
        assertThat(file).contains(agent, "HELPDESK_AGENT", "REVOKE", "left");
        assertThat(file).contains("'=HYPERLINK").doesNotContain(",=HYPERLINK", ",\"=HYPERLINK");
        assertThat(jdbc.sql("select actor_number || changes::text from audit.entry"
                                + " where action = 'accessReview.exported' and object_id = ?")
                        .param(review.toString())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .startsWith(head)
                .contains(
                        reviews.get(review).quarter(),
                        "\"to\": \"" + reviews.get(review).items() + "\"");

        clock.setTo(day.plusDays(22));
        WebSession later = WebSession.signedIn(port, head, PASSWORD);
        assertThat(later.get("/").body()).contains("Overdue");
        assertThat(WebSession.signedIn(port, open(Role.MEMBER), PASSWORD)
                        .get("/")
                        .body())
                .doesNotContain("Review of access");
    }

    private void refusedByTheDatabase(String change, @Nullable UUID review) {
        JdbcClient.StatementSpec statement = jdbc.sql(change);
        if (review != null && change.contains("?")) {
            statement = statement.param(review);
        }
        assertThatThrownBy(statement::update)
                .as(change)
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    private static List<Finding> found(ReviewRules.Subject subject) {
        return ReviewRules.of(subject, LIMITS, TODAY);
    }

    private static ReviewRules.Subject subject(
            Role role,
            @Nullable String until,
            @Nullable String lastSignIn,
            @Nullable Standing standing,
            boolean locked,
            Role... others) {
        return new ReviewRules.Subject(
                UUID.randomUUID(),
                "1",
                "N",
                held(
                        role,
                        new Scope(Set.of("HEAV"), Set.of(), Set.of()),
                        until == null ? null : LocalDate.parse(until),
                        "2026-06-01"),
                List.of(others),
                locked,
                at("2026-01-01"),
                lastSignIn == null ? null : at(lastSignIn),
                null,
                standing);
    }

    private static RoleHeld held(Role role, Scope scope, @Nullable LocalDate until, String changed) {
        return new RoleHeld(role, scope, until, at(changed), at(changed), null, null, null, null);
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T06:00:00Z");
    }

    private static List<Boolean> atOnce(List<Callable<Boolean>> actions) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
            return threads.invokeAll(actions).stream()
                    .map(future -> future.state() == Future.State.SUCCESS && future.resultNow())
                    .toList();
        }
    }

    /** Other tests share the database: each review here is of a past year of its own, in which no job is due. */
    private LocalDate aQuarterOfItsOwn() {
        LocalDate day = LocalDate.of(YEARS.decrementAndGet(), 2, 1);
        clock.setTo(day);
        return day;
    }

    private UUID aReview() {
        aQuarterOfItsOwn();
        return prepare.prepare().orElseThrow();
    }

    private UUID item(UUID review, String number) {
        return all(review).stream()
                .filter(item -> item.employeeNumber().equals(number))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<ReviewItem> all(UUID review) {
        List<ReviewItem> all = new ArrayList<>(reviews.items(review, null, null, 100));
        while (all.size() % 100 == 0 && !all.isEmpty()) {
            all.addAll(reviews.items(review, null, all.getLast().id(), 100));
        }
        return all;
    }

    private void decideTheRest(UUID review) {
        decideRoles(review);
        for (ReviewedProgram program : programs.programs(review, true, null, 10_000)) {
            programs.keep(review, program.id(), "needed", user(head));
        }
    }

    private void decideRoles(UUID review) {
        for (ReviewItem item : all(review)) {
            if (item.decision() == null) {
                User by = item.employeeNumber().equals(head) ? user(admin) : user(head);
                reviews.keep(review, item.id(), "needed", by);
            }
        }
    }

    private User user(String number) {
        return accounts.user(number).orElseThrow();
    }

    private String open(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, number, null, PASSWORD, Accounts.everywhere(role)));
        return number;
    }
}
