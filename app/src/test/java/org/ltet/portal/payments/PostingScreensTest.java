package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.ltet.portal.payments.posting.PostToBooks;
import org.ltet.portal.payments.posting.PostingView;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName("The screens and the API of postings to SAP (ITG-2, ITG-5, PAY-4)")
class PostingScreensTest implements SapSimulator {

    private static final AtomicInteger NUMBERS = new AtomicInteger(39_700_000);
    private static final String PASSWORD = "a pass phrase of the books";
    private static final String LIST = "/payments/ledger/postings";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    PostToBooks postToBooks;

    @Autowired
    Postings postings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void aDay() {
        BankSimulator.worksAgain();
        SapSimulator.onADayOfItsOwn(clock);
    }

    @AfterEach
    void sapWorksAgain() {
        BankSimulator.worksAgain();
        clock.reset();
    }

    @Test
    void aPostingIsSeenFromWaitingToRefusedToPosted() {
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        PostingView waiting = released("8100.00");
        assertThat(maker.get(LIST + "?state=WAITING").body())
                .contains(waiting.reference(), "Batch released", "₹8,100", waiting.subject(), "Tell again");
        SapSimulator.strikesWhatIsTold("http422", 1, 0);
        postToBooks.run();
        String refused = maker.get(LIST).body();
        assertThat(refused).contains(waiting.reference(), "The posting period is not open");

        WebSession head = session(Role.HEAD, Scope.EVERYWHERE);
        assertThat(head.get(LIST).body()).contains(waiting.reference()).doesNotContain("Tell again");
        PostingView failed = postings.posting(waiting.id(), PaymentsFixture.HEAD);
        String address = LIST + "/" + failed.id();
        Map<String, String> typed = Map.of("version", Integer.toString(failed.version()));
        assertThat(head.post(address, typed).statusCode()).isEqualTo(403);
        assertThat(maker.post(address, typed).statusCode()).isIn(302, 303);
        assertThat(maker.post(address, typed).statusCode())
                .as("somebody did already")
                .isEqualTo(412);

        postToBooks.run();
        PostingView posted = postings.posting(waiting.id(), PaymentsFixture.HEAD);
        assertThat(maker.get(LIST + "?state=POSTED").body())
                .contains("TEST " + posted.documentNumber() + "/" + posted.fiscalYear());
    }

    @Test
    void theDaysStandBesideWhatSapSays() {
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        released("8200.00");
        assertThat(maker.get(LIST + "/days").body()).contains("₹8,200", "Not compared yet", "1 not posted yet");
        assertThat(maker.post(LIST + "/days", Map.of()).statusCode()).isIn(302, 303);
        assertThat(jdbc.sql("select count(*) from operations.job where task_name = 'payments-compare-books-now'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(maker.get(LIST + "/days?before=tomorrow").statusCode()).isEqualTo(400);
    }

    @Test
    void inHindiTooAndOnlyForThoseOfTheWholeTrust() {
        released("8300.00");
        WebSession hindi = session(Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE);
        hindi.post("/language", Map.of("language", "hi"));
        assertThat(hindi.get(LIST + "?state=WAITING").body()).contains("बैच जारी हुआ", "फिर भेजें");
        WebSession narrow = session(Role.ACCOUNTS_OFFICER, new Scope(Set.of("HEAV"), Set.of(), Set.of()));
        assertThat(narrow.get(LIST).statusCode()).isEqualTo(403);
        assertThat(narrow.get(LIST + "/days").statusCode()).isEqualTo(403);
        assertThat(session(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE).get(LIST).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aProgramReadsAndRetriesByTheVersionThatItSaw() {
        PostingView waiting = released("8400.00");
        String number = account(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        RestClient client = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/api/v1")
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
        assertThat(client.get().uri("/postings?state=WAITING").retrieve().body(String.class))
                .contains(waiting.reference());
        ResponseEntity<String> one =
                client.get().uri("/postings/{id}", waiting.id()).retrieve().toEntity(String.class);
        assertThat(one.getBody()).contains("\"state\":\"WAITING\"");
        String tag = Objects.requireNonNull(one.getHeaders().getETag());
        assertThat(client.post()
                        .uri("/postings/{id}/retry", waiting.id())
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(428);
        for (int expected : List.of(200, 412)) {
            assertThat(client.post()
                            .uri("/postings/{id}/retry", waiting.id())
                            .header(HttpHeaders.IF_MATCH, tag)
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value())
                    .isEqualTo(expected);
        }
        assertThat(client.get().uri("/posting-days").retrieve().body(String.class))
                .contains("8400");
        assertThat(client.post()
                        .uri("/posting-days/compare")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(202);
        assertThat(client.get()
                        .uri("/postings/{id}", UUID.randomUUID())
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    private PostingView released(String amount) {
        UUID batch = fixture.released(List.of(fixture.approved(amount))).batchId();
        return postings.posting(
                jdbc.sql("select id from payments.posting where batch_id = ?")
                        .param(batch)
                        .query(UUID.class)
                        .single(),
                PaymentsFixture.HEAD);
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
