package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.payments.posting.PostToBooks;
import org.ltet.portal.payments.posting.PostToBooks.Outcome;
import org.ltet.portal.payments.posting.PostingState;
import org.ltet.portal.payments.posting.PostingView;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, PostingFixture.class, BankWord.class, Households.class})
@DisplayName("Where nobody knows what SAP did, it is looked up, and only what is as we told it counts (ITG-2, PAY-4)")
class PostingDoubtTest implements SapSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    PostingFixture postingFixture;

    @Autowired
    BankWord bank;

    @Autowired
    PostToBooks postToBooks;

    @Autowired
    Postings postings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void sapWorks() throws Exception {
        BankSimulator.worksAgain();
        BankSimulator.follows("silent");
        SapSimulator.onADayOfItsOwn(clock);
        postingFixture.settles(() -> clock.advance(Duration.ofMinutes(40)));
        SapSimulator.onADayOfItsOwn(clock);
    }

    @AfterEach
    void sapWorksAgain() {
        BankSimulator.worksAgain();
    }

    @Test
    void theReferenceComesFromTheCauseAlone() throws Exception {
        PostingView posting = postingFixture.released("100.00");
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(("RELEASE/batch/" + posting.batchId()).getBytes(StandardCharsets.UTF_8));
        StringBuilder expected = new StringBuilder("LT");
        for (int i = 0; i < 14; i++) {
            int value = 0;
            for (int bit = 5 * i; bit < 5 * i + 5; bit++) {
                value = value << 1 | hash[bit / 8] >> 7 - bit % 8 & 1;
            }
            expected.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(value));
        }
        assertThat(posting.reference()).isEqualTo(expected.toString()).hasSize(16);
        postToBooks.run();
        assertThat(SapSimulator.documents(posting.reference())).hasSize(1);
    }

    /** SAP did it, and knows nothing of the key any more: only its documents say so. */
    @Test
    void whatSapDidIsFoundThoughItForgotTheKey() {
        PostingView posting = postingFixture.released("9000.00");
        SapSimulator.strikesWhatIsTold("timeout-after-acting", 1, 10);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 1));
        assertThat(postingFixture.again(posting).unknownSince()).isEqualTo(clock.instant());
        SapSimulator.forgetsKeys();
        clock.advance(Duration.ofSeconds(11));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        PostingView posted = postingFixture.again(posting);
        assertThat(posted.unknownSince()).isNull();
        assertThat(posted.companyCode()).isEqualTo("TEST");
        assertThat(SapSimulator.documents(posting.reference())).hasSize(1);
    }

    @Test
    void aReversalThatSapDidIsFoundThoughItForgotTheKey() {
        UUID batch = fixture.released(List.of(fixture.approve(fixture.sanctioned("6000.00"))))
                .batchId();
        String payment = jdbc.sql("select end_to_end_id from payments.payment where batch_id = ?")
                .param(batch)
                .query(String.class)
                .single();
        bank.debits(payment, "6000.00");
        postToBooks.run();
        bank.returns(payment, "6000.00");
        SapSimulator.strikesWhatIsTold("timeout-after-acting", 2, 10);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 2));
        SapSimulator.forgetsKeys();
        clock.advance(Duration.ofSeconds(11));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(2, 0, 0));
    }

    /** It refuses the second try while it is at the first, and ends that one later, or never. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileSapIsStillAtItThePostingWaitsAndIsLookedUp(boolean ends) {
        PostingView posting = postingFixture.released("9000.00");
        SapSimulator.strikesWhatIsTold("http409", 1, 0);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 1));
        PostingView waiting = postingFixture.again(posting);
        assertThat(waiting.state()).isEqualTo(PostingState.WAITING);
        assertThat(waiting.unknownSince()).isEqualTo(clock.instant());
        assertThat(waiting.lastError()).contains("409", "being worked on");
        if (ends) {
            SapSimulator.posts("RELEASE/batch/" + posting.batchId(), told(posting));
            SapSimulator.strikesWhatIsTold("http500", 1, 0);
        }
        clock.advance(Duration.ofSeconds(11));
        assertThat(postToBooks.run()).as("found, or told once more").isEqualTo(new Outcome(1, 0, 0));
        assertThat(SapSimulator.strikesLeft()).as("what is found is not told").isEqualTo(ends ? 1 : 0);
        assertThat(SapSimulator.documents(posting.reference())).hasSize(1);
        assertThat(postingFixture.again(posting).unknownSince()).isNull();
    }

    @Test
    void whileNothingCanBeLookedUpNothingIsToldAgain() {
        PostingView posting = postingFixture.released("9000.00");
        SapSimulator.strikesWhatIsTold("drop-connection", 1, 0);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 1));
        SapSimulator.strikes("http503", 1, 0);
        clock.advance(Duration.ofSeconds(11));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 0, 1));
        assertThat(SapSimulator.documents(posting.reference())).isEmpty();
        clock.advance(Duration.ofSeconds(21));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(SapSimulator.documents(posting.reference())).hasSize(1);
    }

    @Test
    void aDocumentUnderOurReferenceThatIsAsToldIsTakenForOurs() {
        PostingView posting = postingFixture.released("9000.00");
        SapSimulator.posts("RELEASE/batch/" + posting.batchId(), "ANOTHER", "1.00");
        SapSimulator.posts("by-hand/" + posting.id(), postingFixture.words(posting, today(), "9000.00"));
        assertThat(postToBooks.run()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(SapSimulator.documents(posting.reference())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "amount", "account", "cost centre", "twice", "reversed"})
    void aDocumentThatIsNotAsToldIsForAPerson(String what) {
        PostingView posting = postingFixture.released("9000.00");
        LocalDate day = what.equals("date") ? today().minusDays(1) : today();
        String words = postingFixture.words(posting, day, what.equals("amount") ? "9000.01" : "9000.00");
        words = switch (what) {
            case "account" -> words.replace(BENEFITS, "409999");
            case "cost centre" -> words.replaceFirst("\"costCenter\":\"[A-Z]+\"", "\"costCenter\":\"OTHER\"");
            default -> words;
        };
        SapSimulator.posts("by-hand/" + posting.id(), words);
        if (what.equals("twice")) {
            SapSimulator.posts("by-hand-again/" + posting.id(), words);
        }
        if (what.equals("reversed")) {
            SapSimulator.reverses(SapSimulator.documents(posting.reference()).getFirst());
        }
        SapSimulator.strikesWhatIsTold("http409", 1, 0);
        assertThat(postToBooks.run()).isEqualTo(new Outcome(0, 1, 0));
        PostingView failed = postingFixture.again(posting);
        assertThat(failed.state()).isEqualTo(PostingState.FAILED);
        assertThat(failed.lastError())
                .contains(
                        switch (what) {
                            case "date" -> "posting date " + day + " instead of " + today();
                            case "twice" -> "2 documents have this reference";
                            case "reversed" -> "it was reversed";
                            default -> "lines";
                        });
        int before = SapSimulator.documents(posting.reference()).size();
        postings.retry(failed.id(), failed.version(), PaymentsFixture.CHECKER);
        assertThat(postToBooks.run())
                .as("and stays so however often it is told")
                .isEqualTo(new Outcome(0, 1, 0));
        assertThat(SapSimulator.documents(posting.reference())).hasSize(before);
    }

    /** The same number in two years, as after the first of April: the year says which one is reversed. */
    @Test
    void aReversalNamesTheYearOfItsDocument() {
        UUID batch = fixture.released(List.of(fixture.approve(fixture.sanctioned("6000.00"))))
                .batchId();
        String payment = jdbc.sql("select end_to_end_id from payments.payment where batch_id = ?")
                .param(batch)
                .query(String.class)
                .single();
        bank.debits(payment, "6000.00");
        postToBooks.run();
        PostingView settled = ofPayment(payment, "SETTLEMENT");
        Map<String, Object> document =
                SapSimulator.documents(settled.reference()).getFirst();
        assertThat(document)
                .containsEntry("documentNumber", settled.documentNumber())
                .containsEntry("fiscalYear", settled.fiscalYear());
        int year = Objects.requireNonNull(settled.fiscalYear());
        String number = String.valueOf(document.get("documentNumber"));
        // The year before gets documents until one has the very number.
        LocalDate yearBefore = today().minusYears(1);
        for (int i = 0; i < 3000 && !SapSimulator.exists("TEST", year - 1, number); i++) {
            SapSimulator.posts(
                    "year-before/" + payment + i,
                    postingFixture.words(settled, yearBefore, "1.00").replace(settled.reference(), "YB" + i));
        }
        assertThat(SapSimulator.exists("TEST", year - 1, number)).isTrue();
        bank.returns(payment, "6000.00");
        assertThat(postToBooks.run()).isEqualTo(new Outcome(2, 0, 0));
        assertThat(SapSimulator.documents(settled.reference()).getLast())
                .containsEntry("status", "REVERSED")
                .containsEntry("fiscalYear", year);
    }

    private PostingView ofPayment(String endToEndId, String kind) {
        return postingFixture.again(
                jdbc.sql("""
                        select p.id from payments.posting p join payments.payment t on t.id = p.payment_id
                        where t.end_to_end_id = ? and p.kind = ?
                        """).param(endToEndId).param(kind).query(UUID.class).single());
    }

    private String told(PostingView posting) {
        return jdbc.sql("select told from payments.posting where id = ?")
                .param(posting.id())
                .query(String.class)
                .single();
    }

    private LocalDate today() {
        return IndiaTime.today(clock);
    }
}
