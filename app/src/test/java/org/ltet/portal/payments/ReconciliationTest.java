package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("From release to the bank's answers, with the real bank simulator over HTTP (PAY-3, PAY-5, PAY-6)")
class ReconciliationTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    PollBank pollBank;

    @Autowired
    TakeStatement takeStatement;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    AssembleBatch assembleBatch;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    PaymentRows payments;

    @Autowired
    ReleaseRows releases;

    @Autowired
    Documents documents;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void theBankWorksAgain() {
        BankSimulator.worksAgain();
        BankSimulator.follows("mixed");
    }

    @Test
    void theReleasedFileIsValidAndReachesTheBankOnceThoughTheLineBreaks() throws Exception {
        BankSimulator.fails("http503", 2, "/inbox/");
        BankSimulator.follows("all-paid");
        ReleaseView release = fixture.released(fixture.payable(3, "6000.00"));
        fixture.delivered(release);
        String xml = new String(documents.bytes(release.painDocument()), StandardCharsets.UTF_8);
        assertThat(BankFileWritersTest.isValid(xml)).isTrue();
        assertThat(xml).contains("<NbOfTxs>3</NbOfTxs><CtrlSum>18000.00</CtrlSum>");
        assertThat(new String(documents.bytes(release.neftDocument()), StandardCharsets.US_ASCII))
                .startsWith("H|LTETH2H01|" + release.messageId())
                .endsWith("T|3|18000.00\r\n");
        assertThat(BankSimulator.received()).containsOnlyOnce(release.fileName());
        pollBank.poll();
        assertThat(fixture.batch(release.batchId()).state()).isEqualTo(BatchState.RECONCILED);
    }

    @Test
    void mostArePaidSomeComeBackAndTheOddOnesWaitForAPerson() throws Exception {
        BankSimulator.follows("mixed");
        List<VoucherView> vouchers = fixture.payable(12, "6000.00");
        ReleaseView release = fixture.released(vouchers);
        fixture.delivered(release);

        List<ImportResult> results = pollBank.poll();

        assertThat(results).hasSize(2).allMatch(ImportResult.Imported.class::isInstance);
        List<PaymentView> made = payments.ofBatch(release.batchId(), Scope.EVERYWHERE, null, 100);
        assertThat(made).hasSize(12);
        assertThat(made.get(3).state()).isEqualTo(PaymentState.FAILED);
        assertThat(made.get(3).reasonCode()).isEqualTo("AC04");
        assertThat(made.get(5).state()).isEqualTo(PaymentState.RELEASED);
        assertThat(made.get(7).state()).isEqualTo(PaymentState.REVERSED);
        assertThat(made.get(7).reasonCode()).isEqualTo("AC06");
        assertThat(made.stream().filter(payment -> payment.state() == PaymentState.PAID))
                .hasSize(9)
                .allSatisfy(payment -> {
                    VoucherView paid = fixture.voucher(payment.voucherId());
                    assertThat(paid.state()).isEqualTo(VoucherState.PAID);
                    assertThat(paid.bankReference()).startsWith("SIMBN");
                    assertThat(fixture.applicationState(paid.applicationId())).isEqualTo("DISBURSED");
                });
        assertThat(fixture.voucher(made.get(3).voucherId()).workList()).isEqualTo(WorkList.CAME_BACK);
        assertThat(fixture.applicationState(
                        fixture.voucher(made.get(7).voucherId()).applicationId()))
                .as("debited and returned in one file: never told as disbursed")
                .isEqualTo("UNDER_FINANCE");
        assertThat(fixture.batch(release.batchId()).state()).isEqualTo(BatchState.PARTLY_RECONCILED);
        List<OpenItemView> items = itemsOf(results);
        assertThat(items)
                .extracting(OpenItemView::kind)
                .containsExactlyInAnyOrder(OpenItemKind.WRONG_AMOUNT, OpenItemKind.UNKNOWN_REFERENCE);

        assertThat(pollBank.poll()).as("the same files again change nothing").isEmpty();
        UUID original = results.getLast().file().documentId();
        ImportResult again = takeStatement.upload(
                "copy.xml", new ByteArrayInputStream(documents.bytes(Objects.requireNonNull(original))), MAKER);
        assertThat(again).isInstanceOf(ImportResult.KnownBefore.class);
        assertThat(again.file().id()).isEqualTo(results.getLast().file().id());

        OpenItemView wrong = items.stream()
                .filter(item -> item.kind() == OpenItemKind.WRONG_AMOUNT)
                .findFirst()
                .orElseThrow();
        assertThat(wrong.paymentId()).isEqualTo(made.get(5).id());
        fixture.settle(wrong.id(), Resolution.PAID, "", "The bank paid the rupee on call");
        assertThat(fixture.voucher(made.get(5).voucherId()).state()).isEqualTo(VoucherState.PAID);
        assertThat(fixture.batch(release.batchId()).state()).isEqualTo(BatchState.RECONCILED);
    }

    @Test
    void aPaymentThatCameBackIsPaidOnceMoreAfterTheMemberGaveAnotherAccount() throws Exception {
        BankSimulator.follows("all-paid");
        VoucherView voucher = fixture.approve(fixture.sanctioned("5000.00", "501000009904"));
        ReleaseView first = fixture.released(List.of(voucher));
        fixture.delivered(first);
        pollBank.poll();
        VoucherView back = fixture.voucher(voucher.id());
        assertThat(back.state()).isEqualTo(VoucherState.PREPARED);
        assertThat(back.comeback()).extracting(VoucherView.Comeback::code).isEqualTo("AC04");
        assertThat(fixture.batch(first.batchId()).state()).isEqualTo(BatchState.RECONCILED);
        assertThat(VoucherRules.whyNot(
                        VoucherAction.VERIFY, MAKER, back, new VoucherStanding(false, false, false, false)))
                .contains("payeeOutOfDate");

        fixture.giveAccount(voucher.memberId(), "501000001234", PaymentsFixture.IFSC);
        checkVouchers.renewPayee(back.id(), back.version(), MAKER);
        VoucherView renewed = fixture.approve(fixture.voucher(voucher.id()));
        assertThat(renewed.payee().masked()).endsWith("1234");
        ReleaseView second = fixture.released(List.of(renewed));
        fixture.delivered(second);
        pollBank.poll();

        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("DISBURSED");
        assertThat(payments.ofVoucher(voucher.id()))
                .extracting(PaymentView::state)
                .containsExactly(PaymentState.FAILED, PaymentState.PAID);
        assertThat(BankSimulator.timesPaid(VoucherView.endToEndId(voucher.number(), 1)))
                .isZero();
        assertThat(BankSimulator.timesPaid(VoucherView.endToEndId(voucher.number(), 2)))
                .isOne();
    }

    @Test
    void moneyThatComesBackDaysLaterOpensTheVoucherAgainAndCanBePaidAnew() throws Exception {
        BankSimulator.follows("all-paid");
        VoucherView voucher = fixture.approve(fixture.sanctioned("7000.00"));
        ReleaseView release = fixture.released(List.of(voucher));
        fixture.delivered(release);
        pollBank.poll();
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("DISBURSED");

        String reference = VoucherView.endToEndId(voucher.number(), 1);
        upload(StatementReaderTest.CAMT_HEAD.replace("N-1", "LATE-" + voucher.number())
                + StatementReaderTest.booking(
                        "CRDT",
                        "7000.00",
                        reference,
                        "LATE" + voucher.number(),
                        "<RtrInf><Rsn><Cd>MD07</Cd></Rsn></RtrInf>")
                + StatementReaderTest.CAMT_TAIL);
        VoucherView back = fixture.voucher(voucher.id());
        assertThat(back.workList()).isEqualTo(WorkList.CAME_BACK);
        assertThat(payments.ofVoucher(voucher.id()).getFirst().state()).isEqualTo(PaymentState.REVERSED);

        fixture.giveAccount(voucher.memberId(), "501000004321", PaymentsFixture.IFSC);
        checkVouchers.renewPayee(back.id(), back.version(), MAKER);
        ReleaseView second = fixture.released(List.of(fixture.approve(fixture.voucher(voucher.id()))));
        fixture.delivered(second);
        assertThat(pollBank.poll()).isNotEmpty().allMatch(ImportResult.Imported.class::isInstance);
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
    }

    @Test
    void aRefusalAsDuplicateOfTheWholeFileNeverOpensTheWayToASecondPayment() throws Exception {
        BankSimulator.follows("silent");
        List<VoucherView> vouchers = fixture.approved(2, "900.00");
        ReleaseView release = fixture.released(vouchers);
        fixture.delivered(release);
        upload(status(release.messageId(), "DUP-" + release.messageId(), "AM05"));
        assertThat(payments.ofBatch(release.batchId(), Scope.EVERYWHERE, null, 10))
                .extracting(PaymentView::state)
                .containsOnly(PaymentState.RELEASED);
        assertThat(reconciliation.openItems(ItemList.OPEN, null, HEAD).items().stream()
                        .filter(item -> vouchers.stream().anyMatch(v -> v.id().equals(item.voucherId()))))
                .hasSize(2)
                .allMatch(item -> item.kind() == OpenItemKind.DUPLICATE_REFUSAL);
    }

    @Test
    void aPaymentRefusedAsDuplicateInsideARefusedFileIsNotFailedByTheGeneralRefusal() throws Exception {
        BankSimulator.follows("silent");
        List<VoucherView> vouchers = fixture.approved(2, "900.00");
        ReleaseView release = fixture.released(vouchers);
        fixture.delivered(release);
        String duplicate = "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>"
                + VoucherView.endToEndId(vouchers.getFirst().number(), 1)
                + "</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AM05</Cd></Rsn></StsRsnInf></TxInfAndSts>"
                + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt>";
        upload(status(release.messageId(), "MIX-" + release.messageId(), "FF01")
                .replace("</CstmrPmtStsRpt>", duplicate));
        assertThat(payments.ofVoucher(vouchers.getFirst().id()).getFirst().state())
                .isEqualTo(PaymentState.RELEASED);
        assertThat(payments.ofVoucher(vouchers.getLast().id()).getFirst().state())
                .isEqualTo(PaymentState.FAILED);
    }

    @Test
    void aRefusedFileFailsEachOfItsPaymentsWithTheReason() throws Exception {
        BankSimulator.follows("silent");
        ReleaseView release = fixture.released(fixture.approved(2, "900.00"));
        fixture.delivered(release);
        upload(status(release.messageId(), "REF-" + release.messageId(), "FF01"));
        assertThat(payments.ofBatch(release.batchId(), Scope.EVERYWHERE, null, 10))
                .allMatch(payment -> payment.state() == PaymentState.FAILED && "FF01".equals(payment.reasonCode()));
        assertThat(fixture.batch(release.batchId()).state()).isEqualTo(BatchState.RECONCILED);
    }

    private ImportResult upload(String xml) {
        ImportResult result = takeStatement.upload(
                "by-hand.xml", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), MAKER);
        assertThat(result).isInstanceOf(ImportResult.Imported.class);
        return result;
    }

    private static String status(String answered, String messageId, String reason) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-11-23T10:00:00Z</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>%s</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>
                </CstmrPmtStsRpt></Document>
                """.formatted(messageId, answered, reason);
    }

    private List<OpenItemView> itemsOf(List<ImportResult> results) throws IOException {
        List<UUID> files = results.stream().map(result -> result.file().id()).toList();
        List<UUID> ids = jdbc.sql("""
                select o.id from payments.open_item o join payments.bank_entry e on e.id = o.entry_id
                where e.import_id = any(:files)
                """)
                .param("files", files.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        return ids.stream().map(id -> reconciliation.openItem(id, HEAD)).toList();
    }
}
