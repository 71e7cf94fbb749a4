package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.testing.PortalTest;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class})
@DisplayName("The ledger records every move of money with the move itself (PAY-5, PAY-6, PAY-7)")
class LedgerTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    BankWord bank;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @BeforeEach
    void theBankIsSilent() {
        BankSimulator.follows("silent");
    }

    @Test
    void aSanctionIsCommittedInItsOwnTransaction() {
        VoucherView voucher = fixture.sanctioned("1200.00");
        assertThat(entries(voucher)).containsExactly("COMMITMENT EXPENDITURE>COMMITMENTS 1200.00");
        assertThat(jdbc.sql("""
                        select c.xmin = e.xmin and c.xmin = a.xmin from payments.ledger_entry e
                        join payments.commitment c on c.id = e.commitment_id
                        join applications.sanction a on a.application_id = c.application_id
                        where c.application_id = ?
                        """)
                        .param(voucher.applicationId())
                        .query(Boolean.class)
                        .single())
                .as("one transaction wrote the sanction, the commitment and the entry")
                .isTrue();
    }

    @Test
    void fromReleaseToThePaymentAndItsReturn() {
        VoucherView voucher = fixture.approve(fixture.sanctioned("1300.00"));
        fixture.released(List.of(voucher));
        String reference = VoucherView.endToEndId(voucher.number(), 1);
        bank.debits(reference, "1300.00");
        assertThat(place(voucher)).isEqualTo("BANK");
        bank.returns(reference, "1300.00");
        assertThat(entries(voucher))
                .containsExactly(
                        "COMMITMENT EXPENDITURE>COMMITMENTS 1300.00",
                        "RELEASE COMMITMENTS>IN_TRANSIT 1300.00",
                        "PAYMENT IN_TRANSIT>BANK 1300.00",
                        "REVERSAL BANK>COMMITMENTS 1300.00");
        assertThat(jdbc.sql("""
                        select count(*) from payments.ledger_entry e join payments.bank_entry b on b.natural_key = e.bank_key
                        where e.voucher_id = ?
                        """).param(voucher.id()).query(Long.class).single())
                .as("payment and reversal name the lines of the bank that they rest on")
                .isEqualTo(2);

        VoucherView back = fixture.voucher(voucher.id());
        checkVouchers.cancel(back.id(), back.version(), "The account is closed for good", CHECKER);
        assertThat(entries(voucher)).last().isEqualTo("CANCELLATION COMMITMENTS>EXPENDITURE 1300.00");
        assertThat(place(voucher)).isEqualTo("EXPENDITURE");
    }

    @Test
    void aSanctionGivenBackIsCancelledAndTheNextOneCommittedAnew() {
        VoucherView voucher = fixture.sanctioned("1400.00");
        checkVouchers.returnToScrutiny(voucher.id(), voucher.version(), "AMOUNT", "The sum is in doubt", CHECKER);
        assertThat(entries(voucher))
                .containsExactly(
                        "COMMITMENT EXPENDITURE>COMMITMENTS 1400.00", "CANCELLATION COMMITMENTS>EXPENDITURE 1400.00");
    }

    @Test
    void theSameEntryIsNotWrittenTwiceAndNoneIsChanged() {
        VoucherView voucher = fixture.sanctioned("1500.00");
        assertThat(refusal("""
                insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, cause, at, day)
                select kind, debit, credit, commitment_id, fund_id, amount, cause, at, day from payments.ledger_entry
                where commitment_id = (select id from payments.commitment where application_id = ?)
                """, voucher.applicationId())).isEqualTo("booked_once");
        assertThat(refusal(
                        "update payments.ledger_entry set amount = 1 where commitment_id ="
                                + " (select id from payments.commitment where application_id = ?)",
                        voucher.applicationId()))
                .isEqualTo("written_once");
        assertThat(refusal(
                        "delete from payments.ledger_entry where commitment_id ="
                                + " (select id from payments.commitment where application_id = ?)",
                        voucher.applicationId()))
                .isEqualTo("written_once");
    }

    @Test
    void moneyIsTakenOnlyFromWhereItLies() {
        VoucherView voucher = fixture.sanctioned("1600.00");
        assertThat(refusal("""
                insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, payment_id,
                    value_date, cause, at, day)
                select 'PAYMENT', 'IN_TRANSIT', 'BANK', id, fund_id, amount, uuidv7(), now(), 'forged', now(), now()
                from payments.commitment where application_id = ?
                """, voucher.applicationId())).isEqualTo("ledger_in_step");
        assertThat(refusal("""
                insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, cause, at, day)
                select 'CANCELLATION', 'COMMITMENTS', 'EXPENDITURE', id, fund_id, amount + 1, 'forged', now(), now()
                from payments.commitment where application_id = ?
                """, voucher.applicationId())).isEqualTo("ledger_in_step");
        assertThat(refusal(
                        "update payments.commitment set place = 'BANK' where application_id = ?",
                        voucher.applicationId()))
                .isEqualTo("only_by_the_ledger");
        assertThat(refusal(
                        "update payments.fund set sanctioned = 0 where id ="
                                + " (select fund_id from payments.commitment where application_id = ?)",
                        voucher.applicationId()))
                .isEqualTo("only_by_the_ledger");
    }

    @Test
    void aCommitmentWithoutItsEntryIsNotKept() {
        assertThat(refusalAtCommit("""
                insert into payments.commitment (application_id, application_number, round, fund_id, amount, at)
                select uuidv7(), 'X', 1, id, 10, now() from payments.fund where id = (select fund_id from
                    payments.commitment where application_id = ?)
                """, fixture.sanctioned("1700.00").applicationId()))
                .isEqualTo("commitment_booked");
    }

    @Test
    void aVoucherForAnotherAmountThanCommittedIsRefused() {
        VoucherView voucher = fixture.sanctioned("1800.00");
        checkVouchers.returnToScrutiny(voucher.id(), voucher.version(), "AMOUNT", "The sum is in doubt", CHECKER);
        assertThat(refusalAtCommit("""
                do $$ begin
                    perform payments.commit_sanction('%1$s', 'X', 'S13', 'HEAV', array[2026], array[10], now());
                    insert into payments.voucher (id, number, application_id, application_number, scheme_code, ic, region,
                        member_id, employee_number, member_name, amount, payee_bank_account, payee_name, payee_account,
                        payee_account_index, payee_masked, payee_ifsc, payee_taken_at, prepared_at)
                    select uuidv7(), 'V/1999-00/000002', application_id, application_number, scheme_code, ic, region,
                        member_id, employee_number, member_name, amount, payee_bank_account, payee_name, payee_account,
                        payee_account_index, payee_masked, payee_ifsc, payee_taken_at, prepared_at
                    from payments.voucher where application_id = '%1$s' limit 1;
                end $$
                """.formatted(voucher.applicationId()), null))
                .isEqualTo("voucher_as_committed");
    }

    @Test
    void theLedgerBalancesAndTheFundsAreItsSums() {
        fixture.released(List.of(fixture.approve(fixture.sanctioned("1900.00"))));
        assertThat(jdbc.sql("select sum(debit) - sum(credit) from payments.ledger_line")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("0");
        assertThat(jdbc.sql("""
                        select count(*) from payments.fund f left join payments.fund_flow w on w.fund_id = f.id
                        left join (select fund_id,
                            sum(case account when 'EXPENDITURE' then debit - credit else 0 end) sanctioned,
                            sum(case account when 'IN_TRANSIT' then credit - debit else 0 end) in_transit,
                            sum(case account when 'BANK' then credit - debit else 0 end) paid
                            from payments.ledger_line group by fund_id) l on l.fund_id = f.id
                        where (f.sanctioned, coalesce(w.in_transit, 0), coalesce(w.paid, 0)) is distinct from
                            (coalesce(l.sanctioned, 0), coalesce(l.in_transit, 0), coalesce(l.paid, 0))
                        """).query(Long.class).single()).isZero();
    }

    private List<String> entries(VoucherView voucher) {
        return jdbc.sql("""
                select e.kind || ' ' || e.debit || '>' || e.credit || ' ' || e.amount from payments.ledger_entry e
                join payments.commitment c on c.id = e.commitment_id where c.application_id = ? order by e.id
                """).param(voucher.applicationId()).query(String.class).list();
    }

    private String place(VoucherView voucher) {
        return jdbc.sql("select place from payments.commitment where application_id = ?")
                .param(voucher.applicationId())
                .query(String.class)
                .single();
    }

    private @Nullable String refusal(String sql, UUID id) {
        return constraint(() -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            run(sql, id);
        }));
    }

    private @Nullable String refusalAtCommit(String sql, @Nullable UUID id) {
        return constraint(() -> transaction.executeWithoutResult(status -> run(sql, id)));
    }

    private void run(String sql, @Nullable UUID id) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        (id == null ? statement : statement.param(id)).update();
    }

    private static @Nullable String constraint(Runnable work) {
        Exception refused = catchThrowableOfType(Exception.class, work::run);
        if (refused == null) {
            return null;
        }
        Throwable cause = refused instanceof DataAccessException data
                ? data.getMostSpecificCause()
                : org.springframework.core.NestedExceptionUtils.getMostSpecificCause(refused);
        return cause instanceof PSQLException sql && sql.getServerErrorMessage() != null
                ? sql.getServerErrorMessage().getConstraint()
                : String.valueOf(cause);
    }
}
