package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;
import static org.ltet.portal.payments.PaymentsFixture.OTHER_CHECKER;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.MatchReason.Code;
import org.ltet.portal.payments.MatchSuggestion.Shape;
import org.ltet.portal.payments.ledger.CheckMoney;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class})
@DisplayName("What the bank says without our reference is matched by two people, never by a score (PAY-5)")
class MatchByTwoTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    SettleOpenItem settle;

    @Autowired
    MatchSuggestions suggestions;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    CheckMoney checkMoney;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @BeforeEach
    void theBankSaysOnlyWhatATestSays() {
        BankSimulator.follows("silent");
        clock.reset();
    }

    @Test
    void aLineThatNamesTheReferenceInItsTextIsSuggestedWithAFullScoreButPaysNothing() {
        VoucherView voucher = released("6100.00");
        released("6100.00");
        bank.tells("DBIT", "6100.00", "NEFT " + reference(voucher) + " to 501000001234");
        OpenItemView item = newest();
        assertThat(item.remark()).contains(reference(voucher)).doesNotContain("50100000");

        MatchSuggestion best = suggestions.of(item, MAKER).getFirst();
        assertThat(best.score()).isEqualTo(100);
        assertThat(best.payments().getFirst().endToEndId()).isEqualTo(reference(voucher));
        assertThat(best.reasons()).extracting(MatchReason::code).contains(Code.REFERENCE_IN_TEXT, Code.AMOUNT_EQUAL);
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.BATCHED);

        settle.propose(item.id(), 0, MatchWish.chosen(Resolution.PAID, best.choice(), "As suggested"), MAKER);
        assertThat(fixture.voucher(voucher.id()).state()).as("proposed only").isEqualTo(VoucherState.BATCHED);
        assertThat(reconciliation.proposals(item.id(), HEAD)).singleElement().satisfies(kept -> {
            assertThat(kept.score()).isEqualTo(100);
            assertThat(kept.reasons()).isEqualTo(best.reasons());
        });
        assertThat(reconciliation.openItems(ItemList.PROPOSED, null, HEAD).items())
                .extracting(OpenItemView::id)
                .contains(item.id());

        settle.confirm(item.id(), 1, CHECKER);
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("DISBURSED");
    }

    @Test
    void whoProposedNeitherConfirmsNorRefusesButTakesBack() {
        VoucherView voucher = released("6200.00");
        bank.tells("DBIT", "6200.00", "no reference");
        UUID item = newest().id();
        MatchWish wish = MatchWish.of(Resolution.PAID, reference(voucher), "On the phone");
        settle.propose(item, 0, wish, CHECKER);

        assertThatThrownBy(() -> settle.confirm(item, 1, CHECKER)).hasMessageContaining("payments.proposedYourself");
        assertThatThrownBy(() -> settle.refuse(item, 1, "No", CHECKER))
                .hasMessageContaining("payments.proposedYourself");
        assertThatThrownBy(() -> settle.withdraw(item, 1, MAKER)).hasMessageContaining("payments.proposedByAnother");
        assertThatThrownBy(() -> settle.propose(item, 1, wish, MAKER)).hasMessageContaining("payments.alreadyProposed");
        assertThatThrownBy(() -> settle.confirm(item, 0, OTHER_CHECKER)).isInstanceOf(Refused.class);
        settle.withdraw(item, 1, CHECKER);
        assertThatThrownBy(() -> settle.confirm(item, 2, OTHER_CHECKER))
                .hasMessageContaining("payments.nothingProposed");
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.BATCHED);

        settle.propose(item, 2, wish, MAKER);
        settle.refuse(item, 3, "That one was refused by the bank", CHECKER);
        assertThat(reconciliation.proposals(item, HEAD))
                .extracting(MatchProposal::state)
                .containsExactly(MatchProposal.State.REFUSED, MatchProposal.State.WITHDRAWN);
        assertThat(reconciliation.openItem(item, HEAD).open()).isTrue();
    }

    @Test
    void aBatchThatTheBankBookedInOneLineIsPaidAsAWhole() {
        List<VoucherView> vouchers = fixture.payable(3, "1700.00");
        String number = fixture.batch(fixture.released(vouchers).batchId()).number();
        bank.tells("DBIT", "5100.00", "BULK " + BatchView.messageId(number));
        OpenItemView item = newest();

        MatchSuggestion best = suggestions.of(item, MAKER).getFirst();
        assertThat(best.shape()).isEqualTo(Shape.MERGED);
        assertThat(best.count()).isEqualTo(3);
        assertThat(best.reasons()).extracting(MatchReason::code).contains(Code.BATCH_IN_TEXT, Code.WHOLE_BATCH);
        settle.propose(item.id(), 0, MatchWish.chosen(Resolution.PAID, best.choice(), "The whole batch"), MAKER);
        settle.confirm(item.id(), 1, CHECKER);

        assertThat(vouchers).allMatch(voucher -> fixture.voucher(voucher.id()).state() == VoucherState.PAID);
        assertThat(checkMoney.run(User.system("money-check")).list())
                .extracting(difference -> difference.subject())
                .doesNotContainAnyElementsOf(
                        vouchers.stream().map(VoucherView::number).toList())
                .doesNotContainAnyElementsOf(
                        vouchers.stream().map(MatchByTwoTest::reference).toList());
    }

    @Test
    void whatIsStillWithTheBankOfABatchIsFoundByItsSum() {
        List<VoucherView> vouchers = fixture.payable(3, "1733.00");
        UUID batch = fixture.released(vouchers).batchId();
        bank.debits(reference(vouchers.getFirst()), "1733.00");
        bank.tells("DBIT", "3466.00", "the rest of the file");
        OpenItemView item = newest();

        MatchSuggestion rest = suggestions.of(item, MAKER).stream()
                .filter(one -> batch.equals(one.batchId()))
                .findFirst()
                .orElseThrow();
        assertThat(rest.count()).isEqualTo(2);
        assertThat(rest.reasons()).extracting(MatchReason::code).doesNotContain(Code.WHOLE_BATCH);
        settle.propose(item.id(), 0, MatchWish.chosen(Resolution.PAID, rest.choice(), "What was left"), MAKER);
        assertThat(reconciliation.proposals(item.id(), HEAD)).singleElement().satisfies(kept -> {
            assertThat(kept.score()).isEqualTo(rest.score());
            assertThat(kept.paymentCount()).isEqualTo(2);
            assertThat(kept.payments())
                    .extracting(MatchPayment::endToEndId)
                    .containsExactly(reference(vouchers.get(1)), reference(vouchers.get(2)));
        });
        settle.confirm(item.id(), 1, CHECKER);
        assertThat(vouchers).allMatch(voucher -> fixture.voucher(voucher.id()).state() == VoucherState.PAID);
        assertThat(fixture.batch(batch).state()).isEqualTo(BatchState.RECONCILED);
    }

    @Test
    void aPaymentThatTheBankTookInTwoLinesIsPaidOnce() {
        VoucherView voucher = released("9000.00");
        bank.debits(reference(voucher), "4000.00");
        UUID first = newest().id();
        assertThat(suggestions.of(newest(), MAKER))
                .as("one part alone is no match yet")
                .isEmpty();
        bank.debits(reference(voucher), "5000.00");
        OpenItemView second = newest();
        assertThat(second.kind()).isEqualTo(OpenItemKind.WRONG_AMOUNT);

        MatchSuggestion best = suggestions.of(second, MAKER).getFirst();
        assertThat(best.shape()).isEqualTo(Shape.SPLIT);
        assertThat(best.otherItems()).containsExactly(first);
        settle.propose(second.id(), 0, MatchWish.chosen(Resolution.PAID, best.choice(), "In two parts"), MAKER);
        assertThatThrownBy(() -> settle.propose(first, 1, MatchWish.of(Resolution.PAID, "", "This part alone"), MAKER))
                .hasMessageContaining("payments.alreadyProposed");
        settle.confirm(second.id(), 1, CHECKER);

        assertThat(reconciliation.openItem(first, HEAD).open()).isFalse();
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
        assertThat(jdbc.sql("select count(*) from payments.ledger_entry where voucher_id = ? and kind = 'PAYMENT'")
                        .param(voucher.id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void linesThatDoNotComeToThePaymentAreRefusedByTheRulesAndByTheDatabase() {
        List<VoucherView> vouchers = fixture.payable(2, "1300.00");
        fixture.released(vouchers);
        String both = reference(vouchers.getFirst()) + ", " + reference(vouchers.getLast());
        bank.tells("DBIT", "2601.00", "two of ours");
        UUID item = newest().id();
        assertThatThrownBy(() -> settle.propose(item, 0, MatchWish.of(Resolution.PAID, both, "Both"), MAKER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.sumDiffers");
        assertThatThrownBy(() -> forge(item, vouchers, "PAID", "11111111", null))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The lines come to 2601.00, the payments to 2600.00");
        assertThatThrownBy(() -> settle.propose(item, 0, MatchWish.of(Resolution.NOTED, both, "Both"), MAKER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> settle.propose(item, 0, MatchWish.of(Resolution.PAID, "V999999-000000-1", "x"), MAKER))
                .hasMessageContaining("payments.referenceUnknown");
    }

    @Test
    @DisplayName("A line pays only what it took, and brings back only what it gave (PAY-5)")
    void whatALineSaysBoundsWhatTwoPeopleMakeOfIt() {
        VoucherView voucher = released("6100.00");
        bank.tells("CRDT", "6100.00", "money that came in");
        UUID credit = newest().id();
        assertThatThrownBy(() -> settle.propose(
                        credit, 0, MatchWish.of(Resolution.PAID, reference(voucher), "Surely paid"), MAKER))
                .hasMessageContaining("payments.otherDirection");
        assertThatThrownBy(() -> forge(credit, List.of(voucher), "PAID", "11111111", "22222222"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The line says the opposite of PAID");

        bank.tells("DBIT", "6099.00", "nearly this amount");
        UUID debit = newest().id();
        assertThatThrownBy(() -> settle.propose(
                        debit, 0, MatchWish.of(Resolution.PAID, reference(voucher), "A rupee less"), MAKER))
                .hasMessageContaining("payments.sumDiffers");
        assertThatThrownBy(() -> forge(debit, List.of(voucher), "PAID", "11111111", "22222222"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The line comes to INR 6099.00, the payment to 6100.00");
        assertThatThrownBy(() -> forge(debit, List.of(voucher), "REVERSED", "11111111", "22222222"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The line says the opposite of REVERSED");
        assertThat(fixture.voucher(voucher.id()).state()).isNotEqualTo(VoucherState.PAID);
    }

    @Test
    void theDatabaseSettlesNothingThatOnePersonAloneWants() {
        VoucherView voucher = released("6300.00");
        bank.tells("DBIT", "6300.00", "no reference");
        UUID item = newest().id();
        assertThatThrownBy(() -> jdbc.sql("""
                        update payments.open_item set state = 'SETTLED', resolution = 'NOTED', note = 'x',
                            settled_by = '10000015', settled_at = now() where id = :id
                        """).param("id", item).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("as one person proposed and another confirmed");
        assertThatThrownBy(() -> forge(item, List.of(voucher), "PAID", "10000015", "10000015"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("proposes_and_confirms_are_two");
        assertThatThrownBy(() -> forge(item, List.of(voucher), "PAID", voucher.employeeNumber(), null))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("Nobody settles the own payment");
        assertThatThrownBy(() -> jdbc.sql("""
                        update payments.payment set state = 'PAID', bank_reference = 'looks alike', value_date = now(),
                            settled_at = now(), told_by = :told where end_to_end_id = :reference
                        """)
                        .param("told", "open item " + item)
                        .param("reference", reference(voucher))
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("Nobody said that payment " + reference(voucher) + " is paid");
    }

    @Test
    void aProposalIsDecidedOnceAndKept() {
        bank.tells("DBIT", "3.00", "a charge");
        UUID item = newest().id();
        settle.propose(item, 0, MatchWish.of(Resolution.NOTED, "", "A charge"), MAKER);
        UUID proposal = reconciliation.proposals(item, HEAD).getFirst().id();
        settle.confirm(item, 1, CHECKER);
        for (String change : List.of(
                "update payments.match_proposal set note = 'other' where id = :id",
                "delete from payments.match_proposal where id = :id",
                "update payments.proposal_line set open = true where proposal_id = :id",
                "delete from payments.proposal_line where proposal_id = :id")) {
            assertThatThrownBy(() -> jdbc.sql(change).param("id", proposal).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void whileAMatchIsProposedTheApplicationIsNotPaidByAnotherAttempt() {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6400.00"));
        bank.refuses(fixture.released(List.of(voucher)));
        bank.tells("DBIT", "6400.00", "without a reference");
        UUID item = newest().id();
        settle.propose(item, 0, MatchWish.of(Resolution.PAID, reference(voucher), "They paid it after all"), MAKER);
        assertThatThrownBy(() -> jdbc.sql("update payments.voucher set state = 'CANCELLED' where id = :id")
                        .param("id", voucher.id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("has an open item with the bank");
        settle.confirm(item, 1, CHECKER);
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
    }

    @Test
    void moneyThatCameBackWithoutAReferenceBringsItsVoucherBack() {
        VoucherView voucher = released("6500.00");
        bank.debits(reference(voucher), "6500.00");
        bank.tells("CRDT", "6500.00", "RETURN OF " + voucher.applicationNumber());
        OpenItemView item = newest();
        MatchSuggestion best = suggestions.of(item, MAKER).getFirst();
        assertThat(best.reasons()).extracting(MatchReason::code).contains(Code.APPLICATION_IN_TEXT);
        settle.propose(item.id(), 0, MatchWish.chosen(Resolution.REVERSED, best.choice(), "It is back"), MAKER);
        settle.confirm(item.id(), 1, CHECKER);
        assertThat(fixture.voucher(voucher.id()).workList()).isEqualTo(WorkList.CAME_BACK);
    }

    @Test
    void amountsAloneAreRankedBelowWhatTheTextNames() {
        VoucherView named = released("6600.00");
        released("6600.00");
        bank.tells("DBIT", "6600.00", named.number());
        List<MatchSuggestion> ranked = suggestions.of(newest(), MAKER);
        assertThat(ranked).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ranked.getFirst().payments().getFirst().voucherNumber()).isEqualTo(named.number());
        assertThat(ranked).isSortedAccordingTo(MatchSuggestion.BEST_FIRST);
        assertThat(ranked.getFirst().sum()).isEqualTo(Money.of("6600.00"));
    }

    @RepeatedTest(5)
    void twoPeopleConfirmAtOnceAndItIsPaidOnce() throws Exception {
        VoucherView voucher = released("1000.00");
        bank.tells("DBIT", "1000.00", "no reference");
        UUID item = newest().id();
        settle.propose(item, 0, MatchWish.of(Resolution.PAID, reference(voucher), "It is this one"), MAKER);
        List<Object> outcomes = together(() -> confirmed(item, CHECKER), () -> confirmed(item, OTHER_CHECKER), () -> {
            settle.withdraw(item, 1, MAKER);
            return "withdrawn";
        });
        assertThat(outcomes).filteredOn(String.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(2);
        boolean paid = outcomes.contains("confirmed");
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(paid ? VoucherState.PAID : VoucherState.BATCHED);
        assertThat(jdbc.sql("select count(*) from payments.ledger_entry where voucher_id = ? and kind = 'PAYMENT'")
                        .param(voucher.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(paid ? 1 : 0);
    }

    @RepeatedTest(5)
    void twoPeopleProposeForOnePaymentAtOnceAndOneIsTold() throws Exception {
        VoucherView voucher = released("1100.00");
        bank.tells("DBIT", "1100.00", "one");
        UUID one = newest().id();
        bank.tells("DBIT", "1100.00", "two");
        UUID two = newest().id();
        List<Object> outcomes = together(() -> proposed(one, voucher, MAKER), () -> proposed(two, voucher, CHECKER));
        assertThat(outcomes).containsOnlyOnce("proposed");
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(1);
    }

    private String confirmed(UUID item, User user) {
        settle.confirm(item, 1, user);
        return "confirmed";
    }

    private String proposed(UUID item, VoucherView voucher, User user) {
        settle.propose(item, 0, MatchWish.of(Resolution.PAID, reference(voucher), "This one"), user);
        return "proposed";
    }

    /** A proposal, confirmed at once when somebody is named, as a person with a client of the database would write it. */
    private void forge(
            UUID item, List<VoucherView> vouchers, String resolution, String by, @Nullable String confirmedBy) {
        UUID id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    insert into payments.match_proposal (id, resolution, note, proposed_by, proposed_at)
                    values (:id, :resolution, 'x', :by, now())
                    """)
                    .param("id", id)
                    .param("resolution", resolution)
                    .param("by", by)
                    .update();
            jdbc.sql("insert into payments.proposal_line (proposal_id, item_id) values (:id, :item)")
                    .param("id", id)
                    .param("item", item)
                    .update();
            vouchers.forEach(voucher -> jdbc.sql("""
                            insert into payments.proposal_payment (proposal_id, payment_id)
                            select :id, p.id from payments.payment p where p.end_to_end_id = :reference
                            """)
                    .param("id", id)
                    .param("reference", reference(voucher))
                    .update());
            if (confirmedBy != null) {
                jdbc.sql("""
                        update payments.match_proposal set state = 'CONFIRMED', decided_by = :by, decided_at = now()
                        where id = :id
                        """).param("id", id).param("by", confirmedBy).update();
            }
        });
    }

    @SafeVarargs
    private static List<Object> together(Callable<Object>... actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.length);
        try (var threads = Executors.newFixedThreadPool(actions.length)) {
            var running = IntStream.range(0, actions.length)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return actions[i].call();
                    }))
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (var one : running) {
                try {
                    outcomes.add(one.get());
                } catch (ExecutionException e) {
                    outcomes.add(e.getCause());
                }
            }
            return outcomes;
        }
    }

    private VoucherView released(String amount) {
        VoucherView voucher = fixture.approve(fixture.sanctioned(amount));
        fixture.released(List.of(voucher));
        return voucher;
    }

    private static String reference(VoucherView voucher) {
        return VoucherView.endToEndId(voucher.number(), 1);
    }

    private OpenItemView newest() {
        UUID id = jdbc.sql("select id from payments.open_item order by id desc limit 1")
                .query(UUID.class)
                .single();
        return reconciliation.openItem(id, HEAD);
    }
}
