package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName("An application is paid once, however unclear the bank is about it (PAY-3, PAY-6)")
class PaidOnceTest implements BankSimulator {

    private static final String AMOUNT = "6000.00";

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    Households households;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    AssembleBatch assembleBatch;

    @Autowired
    ReleaseBatch releaseBatch;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    Vouchers vouchers;

    @Autowired
    Decisions decisions;

    @Autowired
    Applications applications;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    TestClock clock;

    @BeforeEach
    void theBankSaysOnlyWhatATestSays() {
        BankSimulator.follows("silent");
    }

    @Test
    void aVoucherDoesNotEndWhileTheBankDebitedWhatItHadRefused() {
        VoucherView voucher = refusedThenDebited();

        Vouchers.Details details = vouchers.details(voucher.id(), CHECKER);
        assertThat(details.items())
                .singleElement()
                .matches(OpenItemView::open)
                .extracting(OpenItemView::kind)
                .isEqualTo(OpenItemKind.DEBIT_AFTER_REFUSAL);
        assertThat(details.actions().get(VoucherAction.RETURN_TO_SCRUTINY)).contains("openItem");
        assertThat(details.actions().get(VoucherAction.CANCEL)).contains("openItem");
        assertThatThrownBy(() -> checkVouchers.returnToScrutiny(
                        voucher.id(), voucher.version(), "AMOUNT", "Once more, please", MAKER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.openItem");
        assertThatThrownBy(() -> checkVouchers.cancel(voucher.id(), voucher.version(), "Not payable", CHECKER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.openItem");
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("UNDER_FINANCE");
    }

    @Test
    void theDatabaseItselfEndsNoVoucherWhileMoneyMayBeOut() {
        VoucherView voucher = refusedThenDebited();
        for (VoucherState end : List.of(VoucherState.RETURNED_TO_SCRUTINY, VoucherState.CANCELLED)) {
            assertThatThrownBy(() -> jdbc.sql("update payments.voucher set state = :end where id = :id")
                            .param("end", end.name())
                            .param("id", voucher.id())
                            .update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("has an open item with the bank");
        }
    }

    @Test
    void aDebitThatIsToldAfterTheVoucherWasReturnedStopsThePaymentOfItsSuccessor() {
        VoucherView first = refused();
        VoucherView second = successor(first);
        assertThat(second.id()).isNotEqualTo(first.id());
        UUID batch = fixture.openBatch(List.of(fixture.approve(second)));

        bank.debits(VoucherView.endToEndId(first.number(), 1), AMOUNT);

        assertThat(assembleBatch.faulty(batch, MAKER))
                .singleElement()
                .satisfies(faulty ->
                        assertThat(faulty.faults()).extracting(Fault::code).containsExactly("openItem"));
        assertThatThrownBy(() ->
                        assembleBatch.freeze(batch, fixture.batch(batch).version(), IndiaTime.today(clock), MAKER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.faultyEntries");
        assertThatThrownBy(() -> insertPayment(second.id(), batch))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("has an open item with the bank");
        VoucherView batched = fixture.voucher(second.id());
        assertThatThrownBy(() -> checkVouchers.returnToScrutiny(
                        batched.id(), batched.version(), "AMOUNT", "Once more, please", MAKER))
                .hasMessageContaining("payments.openItem");
        assertThat(vouchers.details(second.id(), HEAD).items())
                .as("shown with the voucher that would pay a second time")
                .hasSize(1);
    }

    @Test
    void aDebitThatIsToldAfterFreezingStopsTheRelease() {
        VoucherView first = refused();
        UUID batch = fixture.approvedBatch(List.of(fixture.approve(successor(first))));

        bank.debits(VoucherView.endToEndId(first.number(), 1), AMOUNT);

        assertThatThrownBy(
                        () -> releaseBatch.release(batch, fixture.batch(batch).version(), CHECKER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.openItemInBatch");
        assertThatThrownBy(() -> jdbc.sql("update payments.batch set state = 'RELEASED' where id = :id")
                        .param("id", batch)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("has an open item with the bank");
        assertThat(fixture.batch(batch).state()).isEqualTo(BatchState.APPROVED);
    }

    @Test
    void theDatabaseHoldsOneLivePaymentForAllVouchersOfAnApplication() {
        VoucherView first = refused();
        VoucherView second = fixture.approve(successor(first));
        UUID batch = fixture.openBatch(List.of(second));
        withoutGuards(() -> jdbc.sql("update payments.payment set state = 'RELEASED' where voucher_id = :id")
                .param("id", first.id())
                .update());
        assertThatThrownBy(() -> insertPayment(second.id(), batch))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("has a live payment already");
        assertThatThrownBy(
                        () -> jdbc.sql("update payments.voucher set state = 'APPROVED', batch_id = null where id = :id;"
                                        + "update payments.voucher set state = 'RETURNED_TO_SCRUTINY' where id = :id")
                                .param("id", second.id())
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("has a live payment");
    }

    @Test
    void aPaymentThatIsStillWithTheBankIsNeverLeftWithNothingToActOn() {
        VoucherView voucher = fixture.approve(fixture.sanctioned(AMOUNT));
        fixture.released(List.of(voucher));
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), "6001.00");
        OpenItemView item = itemOf(voucher);
        assertThat(item.kind()).isEqualTo(OpenItemKind.WRONG_AMOUNT);

        assertThat(reconciliation.resolutions(item))
                .containsExactly(Resolution.PAID, Resolution.FAILED, Resolution.REVERSED);
        assertThatThrownBy(() -> fixture.settle(item.id(), Resolution.NOTED, "", "The bank looks into it"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.resolutionDoesNotFit");
        assertThatThrownBy(() -> jdbc.sql("""
                        update payments.open_item set state = 'SETTLED', resolution = 'NOTED', note = 'x',
                            settled_by = 'x', settled_at = now() where id = :id
                        """).param("id", item.id()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("still with the bank");

        fixture.settle(item.id(), Resolution.PAID, "", "The rupee came back");
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
    }

    @Test
    void anUnknownReferenceIsNotNotedOntoAPaymentThatIsStillWithTheBank() {
        VoucherView voucher = fixture.approve(fixture.sanctioned(AMOUNT));
        fixture.released(List.of(voucher));
        String reference = VoucherView.endToEndId(voucher.number(), 1);
        bank.debits(reference + "X", AMOUNT);
        OpenItemView item = reconciliation.openItem(newestItem(), CHECKER);
        assertThatThrownBy(() -> fixture.settle(item.id(), Resolution.NOTED, reference, "It is this one"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.resolutionDoesNotFit");
        fixture.settle(item.id(), Resolution.PAID, reference, "It is this one");
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("DISBURSED");
    }

    @Test
    void whatTheBankPaidAfterRefusingItIsSettledAsPaidUnderItsOwnSignatures() {
        VoucherView voucher = refusedThenDebited();
        OpenItemView item = itemOf(voucher);
        assertThat(reconciliation.resolutions(item)).containsExactly(Resolution.NOTED, Resolution.PAID);

        fixture.settle(item.id(), Resolution.PAID, "", "The member has it");

        VoucherView paid = fixture.voucher(voucher.id());
        assertThat(paid.state()).isEqualTo(VoucherState.PAID);
        assertThat(paid.verified()).extracting(VoucherView.Signature::by).isEqualTo(MAKER.employeeNumber());
        assertThat(paid.approved()).extracting(VoucherView.Signature::by).isEqualTo(CHECKER.employeeNumber());
        assertThat(paid.batchId()).isNotNull();
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("DISBURSED");
        assertThat(vouchers.details(voucher.id(), CHECKER).payments())
                .singleElement()
                .extracting(PaymentView::state)
                .isEqualTo(PaymentState.PAID);
    }

    @Test
    void aVoucherInABatchForTheNextAttemptIsTakenOutBeforeTheFirstCountsAsPaid() {
        VoucherView voucher = refused();
        fixture.giveAccount(voucher.memberId(), "501000007777", PaymentsFixture.IFSC);
        checkVouchers.renewPayee(voucher.id(), voucher.version(), MAKER);
        UUID batch = fixture.openBatch(List.of(fixture.approve(fixture.voucher(voucher.id()))));
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), AMOUNT);
        OpenItemView item = itemOf(voucher);
        assertThat(item.voucherInTheWay()).isTrue();
        assertThat(reconciliation.resolutions(item)).containsExactly(Resolution.NOTED);
        assertThatThrownBy(() -> fixture.settle(item.id(), Resolution.PAID, "", "The member has it"))
                .hasMessageContaining("payments.resolutionDoesNotFit");

        assembleBatch.remove(batch, fixture.batch(batch).version(), voucher.id(), MAKER);
        fixture.settle(item.id(), Resolution.PAID, "", "The member has it");
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
        assertThat(fixture.batch(batch).totals().count()).isZero();
    }

    @Test
    void theReturnOfASecondDebitDoesNotOpenTheWayToAnotherPayment() {
        VoucherView voucher = fixture.approve(fixture.sanctioned(AMOUNT));
        fixture.released(List.of(voucher));
        String reference = VoucherView.endToEndId(voucher.number(), 1);
        bank.debits(reference, AMOUNT);
        bank.debits(reference, AMOUNT);
        OpenItemView second = itemOf(voucher);
        assertThat(second.kind()).isEqualTo(OpenItemKind.SECOND_DEBIT);
        fixture.settle(second.id(), Resolution.NOTED, "", "Asked for it back");

        bank.returns(reference, AMOUNT);

        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
        assertThat(itemOf(voucher).kind()).isEqualTo(OpenItemKind.SECOND_RETURN);
    }

    /** The newest item of the voucher's application. */
    private OpenItemView itemOf(VoucherView voucher) {
        return vouchers.details(voucher.id(), CHECKER).items().getFirst();
    }

    private UUID newestItem() {
        return jdbc.sql("select id from payments.open_item order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    /** Sent to the bank and refused there. */
    private VoucherView refused() {
        VoucherView voucher = fixture.approve(fixture.sanctioned(AMOUNT));
        bank.refuses(fixture.released(List.of(voucher)));
        return fixture.voucher(voucher.id());
    }

    private VoucherView refusedThenDebited() {
        VoucherView voucher = refused();
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), AMOUNT);
        return fixture.voucher(voucher.id());
    }

    /** The application goes back to scrutiny, is sanctioned anew and gets another voucher. */
    private VoucherView successor(VoucherView voucher) {
        checkVouchers.returnToScrutiny(voucher.id(), voucher.version(), "AMOUNT", "Look once more", MAKER);
        User scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        ApplicationView application = applications.get(voucher.applicationId(), scrutiny);
        decisions.sanction(application.id(), Sanction.inFull(application.version(), application.payable()), scrutiny);
        return fixture.otherVoucherOf(application.id(), voucher.id());
    }

    /** A state that the rules never lead to, to see that the last guard stands by itself. */
    private void withoutGuards(Runnable change) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            change.run();
            jdbc.sql("set local session_replication_role = default").update();
        });
    }

    private void insertPayment(UUID voucher, UUID batch) {
        jdbc.sql("""
                insert into payments.payment (id, voucher_id, batch_id, attempt, end_to_end_id, amount, payee_name,
                    payee_account, payee_masked, payee_ifsc, created_at)
                select uuidv7(), id, :batch, 1, 'TEST-' || substr(number, 11), amount, payee_name, payee_account,
                    payee_masked, payee_ifsc, now()
                from payments.voucher where id = :voucher
                """).param("batch", batch).param("voucher", voucher).update();
    }
}
