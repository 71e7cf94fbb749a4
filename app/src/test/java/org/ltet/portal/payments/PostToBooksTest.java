package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.payments.posting.CompareBooks;
import org.ltet.portal.payments.posting.PostToBooks;
import org.ltet.portal.payments.posting.PostToBooks.Outcome;
import org.ltet.portal.payments.posting.PostingDay;
import org.ltet.portal.payments.posting.PostingState;
import org.ltet.portal.payments.posting.PostingView;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, PostingFixture.class, BankWord.class, Households.class})
@DisplayName("What the ledger says stands in SAP exactly once, whatever SAP does (ITG-2, PAY-4)")
class PostToBooksTest implements SapSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    PostToBooks postToBooks;

    @Autowired
    CompareBooks compareBooks;

    @Autowired
    Postings postings;

    @Autowired
    List<HealthCheck> checks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PostingFixture postingFixture;

    @Autowired
    TestClock clock;

    @BeforeEach
    void sapWorks() throws Exception {
        BankSimulator.worksAgain();
        BankSimulator.follows("silent");
        SapSimulator.onADayOfItsOwn(clock);
        postingFixture.settles(() -> clock.advance(Duration.ofMinutes(40)));
        assertThat(count("state = 'WAITING'")).isZero();
        SapSimulator.onADayOfItsOwn(clock);
    }

    @AfterEach
    void sapWorksAgain() {
        BankSimulator.worksAgain();
    }

    @Test
    void aReleasedBatchIsOneDocumentOfAllItsFunds() {
        UUID batch = released("7000.00", "5000.00");
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        PostingView posting = ofBatch(batch);
        assertThat(posting.state()).isEqualTo(PostingState.POSTED);
        assertThat(posting.kind()).isEqualTo("RELEASE");
        assertThat(posting.amount()).isEqualTo(Money.of("12000.00"));
        List<Map<String, Object>> documents = SapSimulator.documents(posting.reference());
        assertThat(documents).hasSize(1);
        assertThat(documents.getFirst())
                .containsEntry("documentNumber", posting.documentNumber())
                .containsEntry("companyCode", "TEST")
                .containsEntry("headerText", fixture.batch(batch).number())
                .containsEntry("postingDate", IndiaTime.today(clock).toString());
        assertThat(SapSimulator.lines(documents.getFirst()))
                .containsExactly("DEBIT 401000 12000.00", "CREDIT 113900 12000.00");
        assertThat(postToBooks.run()).as("nothing is left").isEqualTo(new Outcome(0, 0, 0));
    }

    @Test
    void aSettledPaymentThatComesBackIsReversedAndReturnedToItsFund() {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6000.00"));
        UUID batch = fixture.released(List.of(voucher)).batchId();
        String reference = payment(batch);
        bank.debits(reference, "6000.00");
        assertThat(postToBooks.run()).isEqualTo(new Outcome(2, 0, 0));
        PostingView settled = ofPayment(batch, "SETTLEMENT");
        assertThat(SapSimulator.lines(
                        SapSimulator.documents(settled.reference()).getFirst()))
                .containsExactly("DEBIT 113900 6000.00", "CREDIT 113100 6000.00");

        bank.returns(reference, "6000.00");
        assertThat(postToBooks.run()).isEqualTo(new Outcome(2, 0, 0));
        PostingView reversal = ofPayment(batch, "REVERSAL");
        assertThat(reversal.reverses()).isEqualTo(settled.reference());
        Map<String, Object> key = Map.of(
                "companyCode",
                "TEST",
                "fiscalYear",
                Objects.requireNonNull(reversal.fiscalYear()),
                "documentNumber",
                Objects.requireNonNull(reversal.documentNumber()));
        List<Map<String, Object>> documents = SapSimulator.documents(settled.reference());
        assertThat(documents).hasSize(2);
        assertThat(documents.getFirst()).containsEntry("documentNumber", reversal.documentNumber());
        assertThat(documents.getLast()).containsEntry("status", "REVERSED").containsEntry("reversedBy", key);
        assertThat(SapSimulator.lines(
                        SapSimulator.documents(ofPayment(batch, "RETURN").reference())
                                .getFirst()))
                .containsExactly("DEBIT 113900 6000.00", "CREDIT 401000 6000.00");
        comparesEqual(4, "0.00");
    }

    @Test
    void aRefusedPaymentGoesBackFromTransitWithoutAReversal() {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6000.00"));
        ReleaseView release = fixture.released(List.of(voucher));
        bank.refuses(release);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(2, 0, 0));
        assertThat(ofPayment(release.batchId(), "RETURN").debit()).isEqualTo("IN_TRANSIT");
        assertThat(count("kind = 'REVERSAL' and payment_id in (select id from payments.payment where batch_id = '"
                        + release.batchId() + "')"))
                .isZero();
        comparesEqual(2, "0.00");
    }

    @ParameterizedTest
    @CsvSource({
        "http500, 0",
        "http503, 0",
        "drop-connection, 0",
        "malformed, 0",
        "timeout-after-acting, 10",
        "timeout-after-acting, 2700",
        "slow, 2700"
    })
    void whateverBecomesOfTheFirstTryThereIsOneDocument(String fault, int delay) throws InterruptedException {
        UUID batch = released("9000.00");
        SapSimulator.strikes(fault, 1, delay);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 1));
        PostingView waiting = ofBatch(batch);
        assertThat(waiting.state()).isEqualTo(PostingState.WAITING);
        assertThat(waiting.tries()).isEqualTo(1);
        assertThat(waiting.lastError()).startsWith("SAP");
        assertThat(postToBooks.run()).as("not before its time").isEqualTo(new Outcome(0, 0, 0));
        // SAP may act only now, long after nobody waits for it any more.
        Thread.sleep(delay);
        clock.advance(Duration.ofSeconds(11));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        PostingView posted = ofBatch(batch);
        assertThat(SapSimulator.documents(posted.reference()))
                .singleElement()
                .satisfies(document -> assertThat(document).containsEntry("documentNumber", posted.documentNumber()));
    }

    @ParameterizedTest
    @CsvSource({"http500", "drop-connection", "malformed", "timeout-after-acting"})
    void whateverBecomesOfTheFirstTryThereIsOneReversal(String fault) {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6000.00"));
        UUID batch = fixture.released(List.of(voucher)).batchId();
        bank.debits(payment(batch), "6000.00");
        postToBooks.run();
        bank.returns(payment(batch), "6000.00");
        SapSimulator.strikes(fault, 1, 10);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 1));
        clock.advance(Duration.ofSeconds(11));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(SapSimulator.documents(ofPayment(batch, "SETTLEMENT").reference()))
                .hasSize(2);
        comparesEqual(4, "0.00");
    }

    @Test
    void eachFurtherTryWaitsTwiceAsLong() {
        UUID batch = released("9000.00");
        SapSimulator.strikes("http503", 3, 0);
        for (int seconds : List.of(10, 20, 40)) {
            assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 1));
            assertThat(ofBatch(batch).nextTryAt()).isEqualTo(clock.instant().plusSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
        }
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
    }

    @Test
    void sapIsLeftInPeaceWhenItFailsAndNothingIsLost() throws Exception {
        List<UUID> batches = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            batches.add(released("100.00"));
        }
        SapSimulator.strikes("http503", 1000, 0);
        Outcome first = postToBooks.run();
        int struck = 1000 - SapSimulator.strikesLeft();
        assertThat(first.failed()).isEqualTo(struck).isLessThan(25);
        clock.advance(Duration.ofMinutes(1));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 0));
        assertThat(SapSimulator.strikesLeft()).as("SAP is not even asked").isEqualTo(1000 - struck);
        assertThat(count("claim is not null"))
                .as("what was not tried is given back")
                .isZero();
        assertThat(look("sap").state()).isEqualTo(State.BROKEN);

        BankSimulator.worksAgain();
        Thread.sleep(3100);
        clock.advance(Duration.ofMinutes(1));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(30, 0, 0));
        for (UUID batch : batches) {
            assertThat(SapSimulator.documents(ofBatch(batch).reference())).hasSize(1);
        }
        assertThat(look("sap").found()).endsWith("documents today");
        comparesEqual(30, "0.00");
    }

    @Test
    void manyNodesAtOnceMakeOneDocumentEach() throws Exception {
        for (int i = 0; i < 40; i++) {
            released("100.00");
        }
        List<Outcome> outcomes = together(6, postToBooks::run);
        int posted = outcomes.stream().mapToInt(Outcome::posted).sum();
        // On a busy machine an answer may come too late: then it is told once more, and makes nothing more.
        for (int i = 0; i < 5 && posted < 40; i++) {
            clock.advance(Duration.ofMinutes(1));
            posted += postToBooks.run().posted();
        }
        assertThat(posted).isEqualTo(40);
        comparesEqual(40, "0.00");
        assertThat(jdbc.sql("""
                        select count(*) from audit.entry e join payments.posting p on p.id::text = e.object_id
                        where e.action = 'posting.posted' and p.day = ?
                        """)
                        .param(IndiaTime.today(clock))
                        .query(Integer.class)
                        .single())
                .isEqualTo(40);
    }

    @Test
    void whatANodeTookThatIsGoneIsToldByAnotherAndItsLateWordChangesNothing() throws Exception {
        UUID batch = released("9000.00");
        SapSimulator.strikes("slow", 1, 1200);
        try (ExecutorService slow = Executors.newSingleThreadExecutor()) {
            Future<Outcome> late = slow.submit(() -> postToBooks.run());
            while (count("claim is not null") == 0) {
                Thread.sleep(5);
            }
            assertThat(postToBooks.run()).as("another has it").isEqualTo(new Outcome(0, 0, 0));
            clock.advance(Duration.ofMinutes(6));
            assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
            assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo(new Outcome(0, 0, 0));
        }
        assertThat(SapSimulator.documents(ofBatch(batch).reference())).hasSize(1);
        assertThat(ofBatch(batch).tries()).isEqualTo(1);
    }

    @Test
    void whatSapRefusesAPersonSeesWithTheReasonAndHasToldAgain() throws Exception {
        UUID batch = released("9000.00");
        SapSimulator.strikesWhatIsTold("http422", 1, 0);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 1, 0));
        PostingView failed = ofBatch(batch);
        assertThat(failed.state()).isEqualTo(PostingState.FAILED);
        assertThat(failed.lastError()).contains("422", "The posting period is not open");
        assertThat(look("sap-to-post").state()).isEqualTo(State.LATE);
        clock.advance(Duration.ofDays(1));
        assertThat(postToBooks.run()).as("by itself it stays").isEqualTo(new Outcome(0, 0, 0));

        assertThatThrownBy(() -> postings.retry(failed.id(), failed.version(), HEAD))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> postings.retry(failed.id(), failed.version() - 1, MAKER))
                .isInstanceOf(Refused.class);
        postings.retry(failed.id(), failed.version(), CHECKER);
        assertThat(jdbc.sql("select told from payments.posting where id = ?")
                        .param(failed.id())
                        .query(String.class)
                        .optional())
                .as("told anew, with the accounts of now")
                .isEmpty();
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        PostingView posted = ofBatch(batch);
        assertThatThrownBy(() -> postings.retry(posted.id(), posted.version(), MAKER))
                .isInstanceOf(Refused.class);
    }

    @Test
    void eightAreToldAtOnceAndOneThatGoesWrongHereHoldsUpNoOther() {
        List<UUID> batches = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            batches.add(released("100.00"));
        }
        UUID wrong = released("666.66");
        jdbc.sql("""
                create function public.noting_fails() returns trigger language plpgsql as
                    $$ begin raise exception 'it cannot be noted'; end $$
                """).update();
        jdbc.sql("""
                create trigger noting_fails before update on payments.posting for each row
                when (new.state = 'POSTED' and new.amount = 666.66) execute function public.noting_fails()
                """).update();
        SapSimulator.strikesWhatIsTold("slow", -1, 250);
        Instant before = Instant.now();
        try {
            assertThat(postToBooks.run()).isEqualTo(new Outcome(16, 0, 1));
        } finally {
            jdbc.sql("drop function public.noting_fails() cascade").update();
        }
        assertThat(Duration.between(before, Instant.now()))
                .as("one after the other would take more than four seconds")
                .isLessThan(Duration.ofMillis(3500));
        PostingView waiting = ofBatch(wrong);
        assertThat(waiting.state()).isEqualTo(PostingState.WAITING);
        assertThat(waiting.unknownSince()).isNotNull();
        assertThat(count("claim is not null")).as("nobody waits for a lease").isZero();
        BankSimulator.worksAgain();
        clock.advance(Duration.ofSeconds(11));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(SapSimulator.documents(waiting.reference())).hasSize(1);
        for (UUID batch : batches) {
            assertThat(SapSimulator.documents(ofBatch(batch).reference())).hasSize(1);
        }
    }

    @Test
    void aDayThatIsNotPostedYetDiffersAndAnOldPostingIsLateAndThenBroken() throws Exception {
        released("9000.00");
        compareBooks.run();
        PostingDay day = today();
        assertThat(day.equal()).isFalse();
        assertThat(day.unposted()).isEqualTo(1);
        assertThat(day.documents()).isEqualTo(1);
        assertThat(day.held())
                .isNotNull()
                .satisfies(held -> assertThat(held.documents()).isZero());
        int refused = count("state = 'FAILED'");
        assertThat(look("sap-to-post").state())
                .as("what another test left to a person is late by itself")
                .isEqualTo(refused == 0 ? State.GOOD : State.LATE);
        clock.advance(Duration.ofMinutes(61));
        assertThat(look("sap-to-post").state()).isEqualTo(State.LATE);
        clock.advance(Duration.ofHours(24));
        assertThat(look("sap-to-post").state()).isEqualTo(State.BROKEN);
        postToBooks.run();
        assertThat(look("sap-to-post").found()).isEqualTo(refused == 0 ? "nothing waits" : refused + " refused");
    }

    /** Counts, sums and the bank account are what the ledger says; and every account of all postings is as in the ledger. */
    private void comparesEqual(int documents, String paid) {
        compareBooks.run();
        PostingDay day = today();
        assertThat(day.documents()).isEqualTo(documents);
        assertThat(day.paid()).isEqualTo(Money.of(paid));
        assertThat(day.equal()).as(day.toString()).isTrue();
        assertThat(jdbc.sql("""
                        select l.account, l.net - coalesce(p.net, 0) from (
                            select account, sum(debit - credit) net from payments.ledger_line
                            where id > (select after_entry from payments.posting_start)
                                and kind not in ('COMMITMENT', 'CANCELLATION') group by account) l
                        left join (select account, sum(net) net from (
                            select debit account, amount net from payments.posting
                            union all select credit, - amount from payments.posting) n group by account) p
                            on p.account = l.account
                        where l.net <> coalesce(p.net, 0)
                        """).query().listOfRows()).isEmpty();
    }

    private PostingDay today() {
        return postings.days(null, MAKER).items().stream()
                .filter(day -> day.day().equals(IndiaTime.today(clock)))
                .findFirst()
                .orElseThrow();
    }

    private UUID released(String... amounts) {
        List<VoucherView> vouchers = new ArrayList<>();
        for (String amount : amounts) {
            vouchers.add(fixture.approved(amount));
        }
        return fixture.released(vouchers).batchId();
    }

    private PostingView ofBatch(UUID batch) {
        return posting("batch_id = :batch", batch);
    }

    private PostingView ofPayment(UUID batch, String kind) {
        return posting(
                "kind = '" + kind + "' and payment_id in (select id from payments.payment where batch_id = :batch)",
                batch);
    }

    private PostingView posting(String where, UUID batch) {
        return postings.posting(
                jdbc.sql("select id from payments.posting where " + where)
                        .param("batch", batch)
                        .query(UUID.class)
                        .single(),
                HEAD);
    }

    private String payment(UUID batch) {
        return jdbc.sql("select end_to_end_id from payments.payment where batch_id = ?")
                .param(batch)
                .query(String.class)
                .single();
    }

    private int count(String where) {
        return jdbc.sql("select count(*) from payments.posting where " + where)
                .query(Integer.class)
                .single();
    }

    private HealthCheck.Finding look(String name) throws Exception {
        try {
            return checks.stream()
                    .filter(check -> check.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .look();
        } catch (IOException away) {
            return new HealthCheck.Finding(State.BROKEN, String.valueOf(away.getMessage()), "");
        }
    }

    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(work));
            }
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
        }
        return results;
    }
}
