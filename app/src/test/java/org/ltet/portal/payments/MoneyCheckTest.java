package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.CheckMoney;
import org.ltet.portal.payments.ledger.MoneyCheck;
import org.ltet.portal.payments.ledger.MoneyCheck.Difference;
import org.ltet.portal.payments.ledger.MoneyCheck.Name;
import org.ltet.portal.payments.ledger.MoneyChecks;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class})
@DisplayName("The check of totals finds what differs, at every level and by name (PAY-8)")
class MoneyCheckTest implements BankSimulator {

    private static final User NIGHT = User.system("money-check");

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    CheckMoney checkMoney;

    @Autowired
    MoneyChecks checks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    private VoucherView paid;
    private ReleaseView release;

    @BeforeEach
    void oneVoucherWentThroughAllSteps() {
        BankSimulator.follows("silent");
        paid = fixture.approve(fixture.sanctioned("2100.00"));
        release = fixture.released(List.of(paid));
        bank.debits(VoucherView.endToEndId(paid.number(), 1), "2100.00");
    }

    @Test
    void whatWentThroughAllStepsDiffersNowhere() {
        MoneyCheck check = checkMoney.run(NIGHT);
        assertThat(check.levels()).extracting(MoneyCheck.Level::name).containsExactly(Name.values());
        assertThat(check.levels()).allSatisfy(level -> assertThat(level.found()).isGreaterThan(BigDecimal.ZERO));
        assertThat(check.list()).extracting(Difference::subject).doesNotContain(subjects());
        assertThat(checks.last(HEAD)).hasValueSatisfying(last -> {
            assertThat(last.id()).isEqualTo(check.id());
            assertThat(last.list()).isEqualTo(check.list());
            assertThat(last.levels()).hasSameSizeAs(check.levels());
        });
    }

    @Test
    void aForgedTotalOfAFundIsNamed() {
        assertFound(
                Name.LEDGER,
                "S13 HEAV FY2026",
                "update payments.fund set sanctioned = sanctioned + 1 where id = (select fund_id from payments.commitment"
                        + " where application_id = '" + paid.applicationId() + "')",
                "update payments.fund set sanctioned = sanctioned - 1 where id = (select fund_id from payments.commitment"
                        + " where application_id = '" + paid.applicationId() + "')");
    }

    @Test
    void aForgedVoucherPaymentBatchAndBankLineAreNamed() {
        String number = paid.number();
        String reference = VoucherView.endToEndId(number, 1);
        assertFound(
                Name.VOUCHER,
                number,
                "update payments.voucher set amount = amount + 5 where number = '" + number + "'",
                "update payments.voucher set amount = amount - 5 where number = '" + number + "'");
        assertFound(
                Name.PAYMENT,
                reference,
                "update payments.payment set state = 'RELEASED' where end_to_end_id = '" + reference + "'",
                "update payments.payment set state = 'PAID' where end_to_end_id = '" + reference + "'");
        assertFound(
                Name.BATCH,
                fixture.batch(release.batchId()).number(),
                "update payments.batch set control_sum = control_sum + 1 where id = '" + release.batchId() + "'",
                "update payments.batch set control_sum = control_sum - 1 where id = '" + release.batchId() + "'");
        assertFound(
                Name.FILE,
                release.fileName(),
                "update payments.batch set control_sum = control_sum + 1 where id = '" + release.batchId() + "'",
                "update payments.batch set control_sum = control_sum - 1 where id = '" + release.batchId() + "'");
        assertFound(
                Name.BANK,
                reference,
                "update payments.bank_entry set amount = amount + 1 where end_to_end_id = '" + reference + "'",
                "update payments.bank_entry set amount = amount - 1 where end_to_end_id = '" + reference + "'");
    }

    @Test
    void aForgedSanctionAndAForgedLineAreNamed() {
        String application = jdbc.sql("select number from applications.application where id = ?")
                .param(paid.applicationId())
                .query(String.class)
                .single();
        String where = " where application_id = '" + paid.applicationId() + "'";
        assertFound(
                Name.LINE,
                application,
                "update applications.utilisation set amount = amount + 1" + where,
                "update applications.utilisation set amount = amount - 1" + where);
        assertFound(
                Name.APPLICATION,
                application,
                "update applications.sanction set amount = amount + 1" + where,
                "update applications.sanction set amount = amount - 1" + where);
    }

    private String[] subjects() {
        return new String[] {
            paid.number(),
            VoucherView.endToEndId(paid.number(), 1),
            fixture.batch(release.batchId()).number(),
            release.fileName(),
            paid.applicationNumber()
        };
    }

    /** The forgery goes past every trigger, as somebody with the keys of the database could; it is undone afterwards. */
    private void assertFound(Name level, String subject, String forgery, String undoing) {
        assertThat(found(level)).as("before").doesNotContain(subject);
        past(forgery);
        try {
            assertThat(found(level)).contains(subject);
        } finally {
            past(undoing);
        }
        assertThat(found(level)).as("afterwards").doesNotContain(subject);
    }

    private List<String> found(Name level) {
        List<String> subjects = new ArrayList<>();
        for (Difference difference : checkMoney.run(NIGHT).list()) {
            if (difference.level() == level) {
                subjects.add(difference.subject());
            }
        }
        return subjects;
    }

    private void past(String sql) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            assertThat(jdbc.sql(sql).update()).isPositive();
        });
    }
}
