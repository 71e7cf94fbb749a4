package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("A sanctioned application gets its voucher once, however often it is told (PAY-1)")
class PrepareVouchersTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    PrepareVouchers prepareVouchers;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    VoucherRows rows;

    @Autowired
    Applications applications;

    @Autowired
    TransactionOperations transaction;

    @Test
    void theVoucherIsForTheSanctionedAmountAndTheApplicationIsUnderFinance() {
        VoucherView voucher = fixture.sanctioned("6000.00", "501000055511");
        assertThat(voucher.number()).matches("V/2026-27/\\d{6}");
        assertThat(voucher.amount()).isEqualTo(Money.of("6000.00"));
        assertThat(voucher.payee().masked()).endsWith("5511").doesNotContain("5010");
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("UNDER_FINANCE");
        assertThat(application(voucher).voucherNumber()).isEqualTo(voucher.number());
    }

    @Test
    void theSameEventASecondTimeMakesNoSecondVoucher() {
        VoucherView voucher = fixture.sanctioned("6000.00");
        tell(voucher);
        assertThat(rows.ofApplication(voucher.applicationId())).hasSize(1);
    }

    @Test
    void anEventThatComesLateAfterTheReturnToScrutinyMakesNoVoucherEither() {
        VoucherView voucher = fixture.sanctioned("6000.00");
        checkVouchers.returnToScrutiny(voucher.id(), voucher.version(), "AMOUNT", "The sum is in doubt", CHECKER);
        tell(voucher);
        assertThat(rows.ofApplication(voucher.applicationId()))
                .extracting(VoucherView::state)
                .containsExactly(VoucherState.RETURNED_TO_SCRUTINY);
        assertThat(fixture.applicationState(voucher.applicationId())).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void whatFailsHalfWayLeavesNothingAndNoGapInTheNumbers() {
        VoucherView before = fixture.prepared("10.00");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    fixture.prepared("10.00");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        VoucherView after = fixture.prepared("10.00");
        assertThat(number(after)).isEqualTo(number(before) + 1);
    }

    private static int number(VoucherView voucher) {
        return Integer.parseInt(voucher.number().substring(10));
    }

    private ApplicationView application(VoucherView voucher) {
        return applications.get(voucher.applicationId(), User.system("test"));
    }

    private void tell(VoucherView voucher) {
        ApplicationView application = application(voucher);
        UUID account = voucher.payee().bankAccountId();
        transaction.executeWithoutResult(status -> prepareVouchers.prepare(new ApplicationApproved(
                application.id(),
                voucher.applicationNumber(),
                voucher.employeeNumber(),
                voucher.schemeCode(),
                application.schemeVersionId(),
                voucher.memberId(),
                voucher.ic(),
                voucher.region(),
                voucher.amount(),
                account,
                null,
                "test",
                Instant.EPOCH)));
    }
}
