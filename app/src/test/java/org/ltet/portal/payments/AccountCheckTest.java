package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.payments.accounts.AccountCheck;
import org.ltet.portal.payments.accounts.AccountCheck.State;
import org.ltet.portal.payments.accounts.CheckAccounts;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName(
        "Before money goes to an account for the first time the bank is asked about it, and people see the answer (PAY-6, ITG-3)")
class AccountCheckTest implements GatewaySimulator {

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final AtomicInteger DAYS = new AtomicInteger();

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    CheckAccounts checkAccounts;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    Vouchers vouchers;

    @Autowired
    PayoutGateway gateway;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void nothingElseWaits() throws Exception {
        BankSimulator.worksAgain();
        // What an earlier test left broken is trusted again.
        for (int good = 0, tries = 0; good < 24 && tries < 200; tries++) {
            try {
                gateway.find("NOTHING");
                good++;
            } catch (java.io.IOException notYet) {
                Thread.sleep(50);
            }
        }
        clock.reset();
        clock.advance(Duration.ofDays(800 + 3L * DAYS.incrementAndGet()));
        checkAccounts.run();
        clock.advance(Duration.ofDays(2));
        checkAccounts.run();
    }

    @AfterEach
    void faultsEnd() {
        BankSimulator.worksAgain();
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({"1111, NAME_MATCHES, 100", "9907, NAME_DIFFERS, 0", "9901, NO_ACCOUNT,"})
    void theAnswerIsASignalThatForbidsNothing(String ending, State state, Integer score) throws Exception {
        String account = account(ending);
        VoucherView voucher = fixture.sanctioned("6000.00", account);
        assertThat(vouchers.details(voucher.id(), PaymentsFixture.MAKER).accountCheck())
                .isNull();
        answered();
        AccountCheck check = check(voucher);
        assertThat(check.state()).isEqualTo(state);
        assertThat(check.nameScore()).isEqualTo(score);
        assertThat(check.doubtful()).isEqualTo(state != State.NAME_MATCHES);
        assertThat(fixture.approve(fixture.voucher(voucher.id())).state()).isEqualTo(VoucherState.APPROVED);
        answered();
        assertThat(GatewaySimulator.validations(account)).as("asked once").isEqualTo(1);
    }

    @Test
    void nothingIsKeptInClear() throws Exception {
        String account = account("9907");
        VoucherView voucher = fixture.sanctioned("6000.00", account);
        answered();
        assertThat(check(voucher).nameAtBank()).isEqualTo("S••• E•••");
        assertThat(jdbc.sql("select c::text from payments.account_check c")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(account) || row.contains("SOMEBODY") || row.contains("Member A"));
    }

    @ParameterizedTest
    @CsvSource({"http500", "http503", "drop-connection", "malformed", "timeout-after-acting", "http409"})
    void whateverBecomesOfTheFirstTryTheBankIsAskedOnce(String fault) throws Exception {
        String account = account("1111");
        VoucherView voucher = fixture.sanctioned("6000.00", account);
        GatewaySimulator.strikes(fault, "POST", 1, 10);
        checkAccounts.run();
        assertThat(check(voucher).state()).isEqualTo(State.WAITING);
        clock.advance(Duration.ofSeconds(11));
        answered();
        assertThat(check(voucher).state()).isEqualTo(State.NAME_MATCHES);
        assertThat(GatewaySimulator.validations(account)).isEqualTo(1);
    }

    @Test
    void twoNodesAtOnceAskOnce() throws Exception {
        String account = account("1111");
        VoucherView voucher = fixture.sanctioned("6000.00", account);
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            Future<?>[] runs = new Future<?>[4];
            for (int i = 0; i < runs.length; i++) {
                runs[i] = nodes.submit(checkAccounts::run);
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        answered();
        assertThat(check(voucher).state()).isEqualTo(State.NAME_MATCHES);
        assertThat(GatewaySimulator.validations(account)).isEqualTo(1);
    }

    @Test
    void whatIsNotAnsweredWithinADayOrRefusedIsSaidSo() {
        VoucherView silent = fixture.sanctioned("6000.00", account("1111"));
        GatewaySimulator.strikes("http500", "POST", 2, 0);
        checkAccounts.run();
        assertThat(check(silent).state()).isEqualTo(State.WAITING);
        clock.advance(Duration.ofHours(25));
        checkAccounts.run();
        assertThat(check(silent).state()).isEqualTo(State.NOT_ANSWERED);
        VoucherView refused = fixture.sanctioned("6000.00", account("1111"));
        GatewaySimulator.strikes("http400", "POST", 1, 0);
        checkAccounts.run();
        assertThat(check(refused).state()).isEqualTo(State.NOT_ANSWERED);
    }

    @Test
    void theDayIsCountedFromTheFirstTry() {
        VoucherView voucher = fixture.sanctioned("6000.00", account("1111"));
        jdbc.sql("""
                insert into payments.account_check (bank_account, planned_at, next_at) values (:id, :planned, :planned)
                """)
                .param("id", voucher.payee().bankAccountId())
                .param("planned", clock.instant().minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC))
                .update();
        for (int hours : new int[] {0, 23}) {
            clock.advance(Duration.ofHours(hours));
            GatewaySimulator.strikes("http500", "POST", 1, 0);
            checkAccounts.run();
            assertThat(check(voucher).state()).as(hours + " hours").isEqualTo(State.WAITING);
        }
    }

    @Test
    void whatWasNotAnsweredIsAskedAnewADayLaterWhileAVoucherWaits() throws Exception {
        VoucherView voucher = fixture.sanctioned("6000.00", account("1111"));
        GatewaySimulator.strikes("http400", "POST", 1, 0);
        checkAccounts.run();
        clock.advance(Duration.ofHours(23));
        answered();
        assertThat(check(voucher).state()).isEqualTo(State.NOT_ANSWERED);
        clock.advance(Duration.ofHours(1));
        answered();
        assertThat(check(voucher).state()).isEqualTo(State.NAME_MATCHES);
    }

    @Test
    void newDetailsAfterAReturnAreAskedAboutBeforeTheSecondAttempt() throws Exception {
        VoucherView voucher = fixture.sanctioned("6000.00", account("1111"));
        answered();
        ReleaseView release = fixture.released(List.of(fixture.approve(fixture.voucher(voucher.id()))));
        bank.refuses(release);
        VoucherView back = fixture.voucher(voucher.id());
        assertThat(back.payee().current()).isFalse();
        String fresh = account("9907");
        fixture.giveAccount(back.memberId(), fresh, PaymentsFixture.IFSC);
        checkVouchers.renewPayee(back.id(), back.version(), PaymentsFixture.MAKER);
        answered();
        assertThat(check(fixture.voucher(voucher.id())).state()).isEqualTo(State.NAME_DIFFERS);
        assertThat(GatewaySimulator.validations(fresh)).isEqualTo(1);
    }

    @Test
    void whatWasFoundOutStaysOnRecord() throws Exception {
        VoucherView voucher = fixture.sanctioned("6000.00", account("9901"));
        answered();
        assertThatThrownBy(() -> jdbc.sql("""
                update payments.account_check set state = 'NAME_NOT_TOLD' where bank_account = :id
                """)
                        .param("id", voucher.payee().bankAccountId())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("stays on record");
    }

    /** The gateway needs a moment to ask the bank. */
    private void answered() throws InterruptedException {
        checkAccounts.run();
        Thread.sleep(800);
        clock.advance(Duration.ofMinutes(2));
        checkAccounts.run();
    }

    private AccountCheck check(VoucherView voucher) {
        return Objects.requireNonNull(
                vouchers.details(voucher.id(), PaymentsFixture.MAKER).accountCheck());
    }

    private static String account(String ending) {
        return "7120" + String.format("%05d", ACCOUNTS.incrementAndGet()) + ending;
    }
}
