package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;
import static org.ltet.portal.payments.PaymentsFixture.OTHER_CHECKER;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.posting.CompareBooks;
import org.ltet.portal.payments.posting.PostToBooks;
import org.ltet.portal.payments.posting.PostToBooks.Outcome;
import org.ltet.portal.payments.posting.PostingDates;
import org.ltet.portal.payments.posting.PostingDay;
import org.ltet.portal.payments.posting.PostingFilter;
import org.ltet.portal.payments.posting.PostingKind;
import org.ltet.portal.payments.posting.PostingState;
import org.ltet.portal.payments.posting.PostingView;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

@PortalTest
@Import({PaymentsFixture.class, PostingFixture.class, BankWord.class, Households.class})
@DisplayName("What SAP refused is told again by people: many at once, or on another date by two of them (ITG-2, PAY-4)")
class PostingDatesTest implements SapSimulator {

    private static final AtomicInteger NUMBERS = new AtomicInteger(39_800_000);
    private static final String PASSWORD = "a pass phrase of the dates";
    private static final String LIST = "/payments/ledger/postings";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PostingFixture postingFixture;

    @Autowired
    PostToBooks postToBooks;

    @Autowired
    CompareBooks compareBooks;

    @Autowired
    Postings postings;

    @Autowired
    PostingDates dates;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void sapWorks() throws Exception {
        BankSimulator.worksAgain();
        SapSimulator.onADayOfItsOwn(clock);
        postingFixture.settles(() -> clock.advance(Duration.ofMinutes(40)));
        SapSimulator.onADayOfItsOwn(clock);
    }

    @AfterEach
    void sapWorksAgain() {
        BankSimulator.worksAgain();
        clock.reset();
    }

    @Test
    void onePersonProposesADateAndAnotherConfirmsIt() {
        PostingView refused = refused("7000.00");
        LocalDate day = refused.day();
        clock.advance(Duration.ofDays(1));
        LocalDate next = day.plusDays(1);
        for (LocalDate wrong : List.of(day, day.minusDays(1), next.plusDays(1))) {
            assertThatThrownBy(() -> dates.propose(refused.id(), refused.version(), wrong, "Closed", CHECKER))
                    .isInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> dates.propose(refused.id(), refused.version(), next, " ", CHECKER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> dates.propose(refused.id(), refused.version(), next, "Closed", HEAD))
                .isInstanceOf(Refused.class);
        dates.propose(refused.id(), refused.version(), next, "The period is closed", CHECKER);
        PostingView proposed = postingFixture.again(refused);
        assertThat(proposed.state()).isEqualTo(PostingState.FAILED);
        assertThat(postToBooks.run()).as("nothing happens yet").isEqualTo(new Outcome(0, 0, 0));
        assertThatThrownBy(() -> dates.propose(refused.id(), proposed.version(), next, "Again", MAKER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> dates.confirm(refused.id(), proposed.version(), CHECKER))
                .as("who proposed it")
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> dates.confirm(refused.id(), proposed.version(), MAKER))
                .as("no approver")
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> dates.confirm(refused.id(), proposed.version() - 1, OTHER_CHECKER))
                .as("of another version")
                .isInstanceOf(Refused.class);
        User narrow = new User(
                UUID.randomUUID(),
                "10000036",
                "Narrow",
                Map.of(
                        Role.ACCOUNTS_OFFICER,
                        Scope.EVERYWHERE,
                        Role.ACCOUNTS_APPROVER,
                        new Scope(Set.of("HEAV"), Set.of(), Set.of())));
        assertThatThrownBy(() -> dates.confirm(refused.id(), proposed.version(), narrow))
                .as("an approver of one company only")
                .isInstanceOf(Refused.class);
        dates.confirm(refused.id(), proposed.version(), OTHER_CHECKER);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        PostingView posted = postingFixture.again(refused);
        assertThat(posted.postOn()).isEqualTo(next);
        assertThat(posted.day()).isEqualTo(day);
        assertThat(SapSimulator.documents(posted.reference()))
                .singleElement()
                .satisfies(document -> assertThat(document).containsEntry("postingDate", next.toString()));
        compareBooks.run();
        assertThat(onDay(next)).satisfies(one -> {
            assertThat(one.documents()).isEqualTo(1);
            assertThat(one.equal()).as(one.toString()).isTrue();
        });
        assertThat(onDay(day)).satisfies(one -> {
            assertThat(one.documents()).isZero();
            assertThat(one.equal()).as(one.toString()).isTrue();
        });
        assertThat(jdbc.sql("""
                        select action from audit.entry where object_id = ? and action like 'posting.date%' order by id
                        """)
                        .param(refused.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("posting.dateProposed", "posting.dateConfirmed");
    }

    @Test
    void aDateIsDroppedAndAnotherProposed() {
        PostingView refused = refused("7100.00");
        clock.advance(Duration.ofDays(1));
        dates.propose(refused.id(), refused.version(), refused.day().plusDays(1), "Closed", MAKER);
        PostingView proposed = postingFixture.again(refused);
        dates.drop(refused.id(), proposed.version(), CHECKER);
        PostingView dropped = postingFixture.again(refused);
        assertThat(dropped.proposal()).isNull();
        assertThatThrownBy(() -> dates.confirm(refused.id(), dropped.version(), CHECKER))
                .isInstanceOf(Refused.class);
        dates.propose(refused.id(), dropped.version(), refused.day().plusDays(1), "Closed", MAKER);
        assertThat(postingFixture.again(refused).proposal()).isNotNull();
    }

    @Test
    void twoPeopleDoItOnTheScreenAndInTheApi() {
        PostingView refused = refused("7200.00");
        clock.advance(Duration.ofDays(1));
        String address = LIST + "/" + refused.id();
        WebSession maker = WebSession.signedIn(port, account(Role.ACCOUNTS_OFFICER), PASSWORD);
        assertThat(maker.get(address).body())
                .contains(refused.reference(), "Another posting date", "period is not open");
        Map<String, String> typed = Map.of(
                "version",
                Integer.toString(refused.version()),
                "day",
                refused.day().plusDays(1).toString(),
                "reason",
                "The period is closed");
        assertThat(maker.post(address + "/date", Map.of("version", "0", "day", "", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(maker.post(address + "/date", typed).statusCode()).isIn(302, 303);
        PostingView proposed = postingFixture.again(refused);
        assertThat(maker.get(address).body()).contains("Proposed posting date", "The period is closed");
        assertThat(maker.post(address + "/date/confirm", Map.of("version", Integer.toString(proposed.version())))
                        .statusCode())
                .isEqualTo(403);

        RestClient approver = api(Role.ACCOUNTS_APPROVER);
        String tag = Objects.requireNonNull(approver.get()
                .uri("/postings/{id}", refused.id())
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getETag());
        assertThat(status(approver, "/postings/" + refused.id() + "/date", tag, Map.of("day", "2026-01-01")))
                .isIn(409, 422);
        assertThat(status(approver, "/postings/" + refused.id() + "/date/drop", tag, Map.of()))
                .isEqualTo(200);
        dates.propose(
                refused.id(),
                postingFixture.again(refused).version(),
                refused.day().plusDays(1),
                "Closed",
                MAKER);
        WebSession checker = WebSession.signedIn(port, account(Role.ACCOUNTS_APPROVER), PASSWORD);
        assertThat(checker.post(
                                address + "/date/confirm",
                                Map.of(
                                        "version",
                                        Integer.toString(
                                                postingFixture.again(refused).version())))
                        .statusCode())
                .isIn(302, 303);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(checker.get(address).body()).contains("TEST ");
    }

    @Test
    void manyAreToldAgainByAFilterWithAReason() {
        List<PostingView> refused = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            refused.add(refused("7300.00"));
        }
        LocalDate day = refused.getFirst().day();
        PostingFilter today = new PostingFilter(PostingState.FAILED, PostingKind.RELEASE, day, day);
        assertThatThrownBy(() -> postings.retryMany(today, "", MAKER)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> postings.retryMany(today, "Open again", HEAD)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> postings.retryMany(PostingFilter.of(PostingState.POSTED), "Open again", MAKER))
                .isInstanceOf(Refused.class);
        assertThat(postings.retryMany(
                        new PostingFilter(PostingState.FAILED, PostingKind.REVERSAL, day, day), "None", MAKER))
                .isZero();

        WebSession maker = WebSession.signedIn(port, account(Role.ACCOUNTS_OFFICER), PASSWORD);
        assertThat(maker.get(LIST + "?state=FAILED&kind=RELEASE&from=" + day + "&until=" + day)
                        .body())
                .contains(
                        "Tell many again",
                        refused.getFirst().reference(),
                        refused.getLast().reference());
        assertThat(maker.get(LIST + "?state=FAILED&kind=RETURN&from=" + day).body())
                .doesNotContain(refused.getFirst().reference());
        Map<String, String> typed = Map.of(
                "state", "FAILED", "kind", "RELEASE", "from", day.toString(), "until", day.toString(), "reason", "");
        assertThat(maker.post(LIST + "/retry", typed).statusCode()).isEqualTo(422);
        assertThat(api(Role.ACCOUNTS_OFFICER)
                        .post()
                        .uri("/postings/retry")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of(
                                "state",
                                "FAILED",
                                "kind",
                                "RELEASE",
                                "from",
                                day.toString(),
                                "until",
                                day.toString(),
                                "reason",
                                "The period is open again"))
                        .retrieve()
                        .body(String.class))
                .contains("\"count\":4");
        assertThat(postToBooks.run()).isEqualTo(new Outcome(4, 0, 0));
        for (PostingView one : refused) {
            assertThat(SapSimulator.documents(one.reference())).hasSize(1);
            assertThat(jdbc.sql("select reason from audit.entry where object_id = ? and action = 'posting.retried'")
                            .param(one.id().toString())
                            .query(String.class)
                            .single())
                    .isEqualTo("The period is open again");
        }
        assertThat(jdbc.sql("""
                        select count(*) from audit.entry where action = 'posting.retriedMany'
                            and reason = 'The period is open again'
                        """).query(Integer.class).single()).isEqualTo(1);
    }

    private PostingView refused(String amount) {
        PostingView posting = postingFixture.released(amount);
        SapSimulator.strikesWhatIsTold("http422", 1, 0);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 1, 0));
        return postingFixture.again(posting);
    }

    private PostingDay onDay(LocalDate day) {
        return postings.days(day.plusDays(1), MAKER).items().stream()
                .filter(one -> one.day().equals(day))
                .findFirst()
                .orElseThrow();
    }

    private static int status(RestClient client, String uri, String tag, Map<String, String> body) {
        return client.post()
                .uri(uri)
                .header(HttpHeaders.IF_MATCH, tag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private RestClient api(Role role) {
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/api/v1")
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + StaffFactor.bearer(port, account(role), PASSWORD))
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    private String account(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Person " + number, null, PASSWORD, Map.of(role, Scope.EVERYWHERE)));
        return number;
    }
}
