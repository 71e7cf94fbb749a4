package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.testing.PortalTest;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("The database itself refuses what must never happen to money (PAY-2, PAY-3, PAY-6)")
class PaymentsDatabaseTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Test
    void theTableOfAllowedMovesIsTheOneOfTheCode() {
        assertThat(movesInDatabase("VOUCHER")).isEqualTo(new TreeSet<>(LifecyclesTest.VOUCHER_MOVES));
        assertThat(movesInDatabase("PAYMENT")).isEqualTo(new TreeSet<>(LifecyclesTest.PAYMENT_MOVES));
        assertThat(movesInDatabase("BATCH")).isEqualTo(new TreeSet<>(LifecyclesTest.BATCH_MOVES));
    }

    @Test
    void everyMoveOfAVoucherThatIsNotListedIsRefused() {
        UUID voucher = fixture.approved("100.00").id();
        UUID batch = fixture.openBatch(List.of(fixture.approved("1.00")));
        for (VoucherState from : VoucherState.values()) {
            for (VoucherState to : VoucherState.values()) {
                put("voucher", voucher, voucherSet(from, batch));
                String refusal =
                        refusal("update payments.voucher set " + voucherSet(to, batch) + " where id = ?", voucher);
                check(from, to, Lifecycles.VOUCHER.allows(from, to), refusal);
            }
        }
    }

    @Test
    void everyMoveOfAPaymentThatIsNotListedIsRefused() {
        fixture.frozenBatch(List.of(fixture.approved("100.00")));
        UUID payment = newest("payment");
        for (PaymentState from : PaymentState.values()) {
            for (PaymentState to : PaymentState.values()) {
                put("payment", payment, paymentSet(from));
                String refusal = refusal("update payments.payment set " + paymentSet(to) + " where id = ?", payment);
                check(from, to, Lifecycles.PAYMENT.allows(from, to), refusal);
            }
        }
    }

    @Test
    void everyMoveOfABatchThatIsNotListedIsRefused() {
        UUID batch = fixture.frozenBatch(List.of(fixture.approved("100.00")));
        for (BatchState from : BatchState.values()) {
            for (BatchState to : BatchState.values()) {
                put("batch", batch, batchSet(from));
                String refusal = refusal("update payments.batch set " + batchSet(to) + " where id = ?", batch);
                check(from, to, Lifecycles.BATCH.allows(from, to), refusal);
            }
        }
    }

    @Test
    void anAmountNeverChanges() {
        UUID voucher = fixture.prepared("100.00").id();
        assertThat(refusal("update payments.voucher set amount = 101 where id = ?", voucher))
                .isEqualTo("voucher_kept");
        fixture.frozenBatch(List.of(fixture.approved("100.00")));
        assertThat(refusal("update payments.payment set amount = 101 where id = ?", newest("payment")))
                .isEqualTo("payment_kept");
    }

    @Test
    void thePayeeOfACheckedVoucherNeverChanges() {
        UUID voucher = fixture.approved("100.00").id();
        assertThat(refusal("update payments.voucher set payee_ifsc = 'SBIN0000001' where id = ?", voucher))
                .isEqualTo("voucher_payee_kept");
    }

    @Test
    void makerIsNeverCheckerAndNeitherIsThePayee() {
        VoucherView prepared = fixture.prepared("100.00");
        assertThat(refusal(
                        "update payments.voucher set state = 'VERIFIED', verified_by = employee_number, verified_at = now()"
                                + " where id = ?",
                        prepared.id()))
                .isEqualTo("voucher_maker_is_not_payee");
        VoucherView approved = fixture.approved("100.00");
        assertThat(refusal("update payments.voucher set approved_by = verified_by where id = ?", approved.id()))
                .isEqualTo("voucher_maker_is_not_checker");
        assertThat(refusal("update payments.voucher set approved_by = employee_number where id = ?", approved.id()))
                .isEqualTo("voucher_checker_is_not_payee");
        UUID batch = fixture.frozenBatch(List.of(approved));
        assertThat(refusal(
                        "update payments.batch set state = 'APPROVED', approved_by = frozen_by, approved_at = now()"
                                + " where id = ?",
                        batch))
                .isEqualTo("batch_maker_is_not_checker");
    }

    @Test
    void aVoucherHasAtMostOneLivePayment() {
        fixture.frozenBatch(List.of(fixture.approved("100.00")));
        UUID payment = newest("payment");
        put("batch", batchOf(payment), batchSet(BatchState.OPEN));
        assertThat(refusal("""
                insert into payments.payment (id, voucher_id, batch_id, attempt, end_to_end_id, amount, payee_name,
                    payee_account, payee_masked, payee_ifsc, created_at)
                select uuidv7(), voucher_id, batch_id, attempt + 1, end_to_end_id || 'X', amount, payee_name,
                    payee_account, payee_masked, payee_ifsc, now()
                from payments.payment where id = ?
                """, payment)).isEqualTo("payment_one_live_per_voucher");
    }

    @Test
    void anApplicationHasAtMostOneLiveVoucher() {
        UUID voucher = fixture.prepared("100.00").id();
        assertThat(refusal("""
                insert into payments.voucher (id, number, application_id, application_number, scheme_code, ic, region,
                    member_id, employee_number, member_name, amount, payee_bank_account, payee_name, payee_account,
                    payee_account_index, payee_masked, payee_ifsc, payee_taken_at, prepared_at)
                select uuidv7(), 'V/1999-00/000001', application_id, application_number, scheme_code, ic, region,
                    member_id, employee_number, member_name, amount, payee_bank_account, payee_name, payee_account,
                    payee_account_index, payee_masked, payee_ifsc, payee_taken_at, prepared_at
                from payments.voucher where id = ?
                """, voucher)).isEqualTo("voucher_one_live_per_application");
    }

    @Test
    void aBatchThatDoesNotAddUpIsNotFrozen() {
        UUID batch = fixture.openBatch(fixture.approved(2, "100.00"));
        assertThat(refusal(
                        "update payments.batch set state = 'FROZEN', frozen_by = '1', frozen_at = now(),"
                                + " execution_date = now(), payment_count = 2, control_sum = 200 where id = ?",
                        batch))
                .isEqualTo("batch_control_totals");
        UUID frozen = fixture.frozenBatch(fixture.approved(2, "100.00"));
        assertThat(refusal("update payments.batch set control_sum = 199 where id = ?", frozen))
                .isEqualTo("batch_kept");
    }

    @Test
    void aVoucherDoesNotLeaveAFrozenBatch() {
        VoucherView voucher = fixture.approved("100.00");
        fixture.frozenBatch(List.of(voucher));
        assertThat(refusal(
                        "update payments.voucher set state = 'APPROVED', batch_id = null where id = ?", voucher.id()))
                .isEqualTo("voucher_batch_open");
        assertThat(refusal(
                        "update payments.voucher set state = 'PREPARED', batch_id = null where id = ?", voucher.id()))
                .isEqualTo("voucher_follows_payment");
    }

    @Test
    void nobodyMovesABatchThatPaysHimOrHerself() {
        VoucherView voucher = fixture.approved("100.00");
        UUID batch = fixture.frozenBatch(List.of(voucher));
        assertThat(refusal(
                        "update payments.batch set state = 'APPROVED', approved_at = now(), approved_by = '"
                                + voucher.employeeNumber() + "' where id = ?",
                        batch))
                .isEqualTo("batch_own_voucher");
    }

    @Test
    void historyAndVouchersAreKeptForGood() {
        UUID voucher = fixture.approved("100.00").id();
        assertThat(refusal("update payments.move set comment = 'x' where subject_id = ?", voucher))
                .isEqualTo("written_once");
        assertThat(refusal("delete from payments.voucher where id = ?", voucher))
                .isEqualTo("written_once");
    }

    private static void check(Enum<?> from, Enum<?> to, boolean allowed, @Nullable String refusal) {
        if (from == to || allowed) {
            assertThat(refusal).as("%s to %s", from, to).isNotEqualTo("allowed_move");
        } else {
            assertThat(refusal).as("%s to %s", from, to).isEqualTo("allowed_move");
        }
    }

    private static String voucherSet(VoucherState state, UUID batch) {
        boolean inBatch = state == VoucherState.BATCHED || state == VoucherState.PAID;
        return "state = '" + state + "', bank_reference = 'U', paid_on = now(), batch_id = "
                + (inBatch ? "'" + batch + "'" : "null");
    }

    private static String paymentSet(PaymentState state) {
        return "state = '" + state
                + "', released_at = now(), settled_at = now(), bank_reference = 'U', value_date = now()";
    }

    private static String batchSet(BatchState state) {
        String signed =
                ", approved_by = '10000016', approved_at = now(), released_by = '10000016', released_at = now()";
        return state == BatchState.OPEN
                ? "state = 'OPEN', frozen_by = null, payment_count = null, control_sum = null, approved_by = null,"
                        + " execution_date = null"
                : "state = '" + state + "', frozen_by = '10000015', frozen_at = now(), payment_count = 1,"
                        + " control_sum = 100, execution_date = '2026-11-23'" + signed;
    }

    /** Puts a row into a state past the triggers, as the starting point of a move. */
    private void put(String table, UUID id, String columns) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update payments." + table + " set " + columns + " where id = ?")
                    .param(id)
                    .update();
        });
    }

    /** The name of the rule that refuses the change; the change itself is always undone. */
    private @Nullable String refusal(String sql, UUID id) {
        DataAccessException refused = catchThrowableOfType(
                DataAccessException.class,
                () -> transaction.executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    jdbc.sql(sql).param(id).update();
                }));
        if (refused == null || !(refused.getMostSpecificCause() instanceof PSQLException cause)) {
            return null;
        }
        ServerErrorMessage message = cause.getServerErrorMessage();
        return message == null ? null : message.getConstraint();
    }

    private UUID newest(String table) {
        return jdbc.sql("select id from payments." + table + " order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    private UUID batchOf(UUID payment) {
        return jdbc.sql("select batch_id from payments.payment where id = ?")
                .param(payment)
                .query(UUID.class)
                .single();
    }

    private Set<String> movesInDatabase(String lifecycle) {
        return new TreeSet<>(
                jdbc.sql("select from_state || '>' || to_state from payments.allowed_move where lifecycle = ?")
                        .param(lifecycle)
                        .query(String.class)
                        .list());
    }
}
