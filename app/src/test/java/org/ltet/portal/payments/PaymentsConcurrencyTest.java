package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;
import static org.ltet.portal.payments.PaymentsFixture.OTHER_CHECKER;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.ltet.portal.applications.Households;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("Two people at once: one wins, the other is told, nothing is done twice (PAY-2, PAY-3, PAY-5)")
class PaymentsConcurrencyTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    AssembleBatch assembleBatch;

    @Autowired
    ReleaseBatch releaseBatch;

    @Autowired
    TakeStatement takeStatement;

    @Autowired
    PaymentRows payments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void theBankIsSilent() {
        BankSimulator.follows("silent");
    }

    @RepeatedTest(5)
    void twoCheckersApproveOneVoucher() throws Exception {
        VoucherView prepared = fixture.prepared("100.00");
        checkVouchers.verify(prepared.id(), prepared.version(), MAKER);
        int version = fixture.voucher(prepared.id()).version();
        List<Object> outcomes = together(
                () -> {
                    checkVouchers.approve(prepared.id(), version, CHECKER);
                    return "approved";
                },
                () -> {
                    checkVouchers.approve(prepared.id(), version, OTHER_CHECKER);
                    return "approved";
                });
        assertThat(outcomes).containsOnlyOnce("approved");
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(1);
        assertThat(jdbc.sql("select count(*) from payments.move where subject_id = ? and to_state = 'APPROVED'")
                        .param(prepared.id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @RepeatedTest(5)
    void twoReleaseOneBatch() throws Exception {
        UUID batch = fixture.approvedBatch(fixture.approved(2, "100.00"));
        int version = fixture.batch(batch).version();
        List<Object> outcomes = together(
                () -> releaseBatch.release(batch, version, CHECKER),
                () -> releaseBatch.release(batch, version, OTHER_CHECKER),
                () -> releaseBatch.release(batch, version, CHECKER));
        assertThat(outcomes).allMatch(ReleaseView.class::isInstance);
        assertThat(outcomes.stream()
                        .map(outcome -> ((ReleaseView) outcome).painDocument())
                        .distinct())
                .as("everybody is shown the one file")
                .hasSize(1);
        assertThat(jdbc.sql("select count(*) from payments.move where subject_id = ? and to_state = 'RELEASED'")
                        .param(batch)
                        .query(Long.class)
                        .single())
                .isOne();
        fixture.delivered((ReleaseView) outcomes.getFirst());
        assertThat(BankSimulator.received()).containsOnlyOnce(((ReleaseView) outcomes.getFirst()).fileName());
    }

    @RepeatedTest(5)
    void oneFreezesTheBatchWhileAnotherReturnsAVoucherOfIt() throws Exception {
        List<VoucherView> vouchers = fixture.payable(2, "100.00");
        UUID batch = fixture.openBatch(vouchers);
        int version = fixture.batch(batch).version();
        VoucherView one = fixture.voucher(vouchers.getFirst().id());
        LocalDate today = IndiaTime.today(clock);
        List<Object> outcomes = together(
                () -> {
                    assembleBatch.freeze(batch, version, today, MAKER);
                    return "frozen";
                },
                () -> {
                    checkVouchers.returnToScrutiny(one.id(), one.version(), "AMOUNT", "The sum is in doubt", CHECKER);
                    return "returned";
                });
        BatchView after = fixture.batch(batch);
        VoucherView voucher = fixture.voucher(one.id());
        if (outcomes.contains("returned")) {
            assertThat(voucher.state()).isEqualTo(VoucherState.RETURNED_TO_SCRUTINY);
            assertThat(fixture.applicationState(one.applicationId())).isEqualTo("UNDER_REVIEW");
            assertThat(after.totals().count()).isOne();
        } else {
            assertThat(outcomes).contains("frozen");
            assertThat(voucher.state()).isEqualTo(VoucherState.BATCHED);
            assertThat(after.state()).isEqualTo(BatchState.FROZEN);
            assertThat(after.totals().count()).isEqualTo(2);
        }
        assertThat(payments.created(batch)).isEqualTo(after.state() == BatchState.FROZEN ? after.totals() : Tally.NONE);
    }

    @RepeatedTest(5)
    void twoImportTheSameStatement() throws Exception {
        VoucherView voucher = fixture.approve(fixture.sanctioned("1000.00"));
        fixture.released(List.of(voucher));
        String reference = VoucherView.endToEndId(voucher.number(), 1);
        byte[] statement = (StatementReaderTest.CAMT_HEAD.replace("N-1", "TWICE-" + reference)
                        + StatementReaderTest.booking("DBIT", "1000.00", reference, "U" + reference, "")
                        + StatementReaderTest.CAMT_TAIL)
                .getBytes(StandardCharsets.UTF_8);
        List<Object> outcomes = together(
                () -> takeStatement.upload("a.xml", new ByteArrayInputStream(statement), MAKER),
                () -> takeStatement.upload("b.xml", new ByteArrayInputStream(statement), CHECKER));
        assertThat(outcomes).filteredOn(ImportResult.Imported.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(ImportResult.KnownBefore.class::isInstance)
                .hasSize(1);
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
        assertThat(jdbc.sql("select count(*) from payments.bank_entry where end_to_end_id = ?")
                        .param(reference)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @SafeVarargs
    private static List<Object> together(Callable<Object>... actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.length)) {
            List<Future<Object>> running = new ArrayList<>();
            for (Callable<Object> action : actions) {
                running.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> one : running) {
                try {
                    outcomes.add(one.get());
                } catch (ExecutionException e) {
                    outcomes.add(e.getCause());
                }
            }
            return outcomes;
        }
    }
}
