package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationPaymentCancelled;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.RecordedEvents;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.schemes.PastUse;
import org.ltet.portal.schemes.spi.UtilisationReader;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class, RecordedEvents.class})
@DisplayName("Money that came back: what application, limit and member see until it is paid again or given up (PAY-6)")
class MoneyCameBackTest implements BankSimulator {

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
    Applications applications;

    @Autowired
    UtilisationReader utilisations;

    @Autowired
    RecordedEvents events;

    @Autowired
    JdbcClient jdbc;

    private Household household;

    @BeforeEach
    void aMember() {
        BankSimulator.follows("silent");
        household = households.serving();
    }

    @Test
    void aCancelledPaymentEndsTheApplicationAndSetsItsLimitFree() {
        VoucherView voucher = fixture.approve(fixture.sanctioned(household, AMOUNT));
        bank.refuses(fixture.released(List.of(voucher)));
        assertThat(used()).containsExactly(Money.of(AMOUNT));

        cancel(voucher);

        ApplicationView application = seenByMember(voucher);
        assertThat(application.state()).isEqualTo(ApplicationState.LAPSED);
        assertThat(application.sanctioned()).isNull();
        assertThat(used())
                .as("what the limits and the member's balance are reckoned from")
                .isEmpty();
        TimelineEntry last = application.timeline().getLast();
        assertThat(last.move()).isEqualTo("CANCEL_PAYMENT");
        assertThat(last.comment()).as("the member reads why").isEqualTo("The account is gone for good");
        assertThat(events.of(application.id(), ApplicationPaymentCancelled.class))
                .singleElement()
                .extracting(ApplicationPaymentCancelled::undone)
                .isEqualTo(Money.of(AMOUNT));
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.CANCELLED);
        assertThat(jdbc.sql("select state from review.task where application_id = :id")
                        .param("id", application.id())
                        .query(String.class)
                        .single())
                .isEqualTo("LAPSED");
    }

    @Test
    void whatWasDisbursedAndCameBackIsNotDisbursedAnyMore() {
        VoucherView voucher = disbursedAndReturned();
        ApplicationView application = seenByMember(voucher);
        assertThat(application.state()).isEqualTo(ApplicationState.UNDER_FINANCE);
        assertThat(application.paidOn()).isNull();
        assertThat(application.bankReference()).isNull();
        assertThat(used()).as("still sanctioned, so it still counts").containsExactly(Money.of(AMOUNT));
    }

    @Test
    void whatWasDisbursedCameBackAndIsCancelledLapsesWithItsUse() {
        VoucherView voucher = disbursedAndReturned();
        cancel(voucher);
        assertThat(seenByMember(voucher).state()).isEqualTo(ApplicationState.LAPSED);
        assertThat(used()).isEmpty();
        assertThatThrownBy(() -> cancel(voucher)).isInstanceOf(Refused.class);
    }

    @Test
    void whatWasDisbursedAndCameBackCanGoBackToScrutiny() {
        VoucherView voucher = disbursedAndReturned();
        checkVouchers.returnToScrutiny(
                voucher.id(), fixture.voucher(voucher.id()).version(), "PAYMENT_IMPOSSIBLE", "Look again", MAKER);
        assertThat(seenByMember(voucher).state()).isEqualTo(ApplicationState.UNDER_REVIEW);
        assertThat(used()).isEmpty();
    }

    @Test
    void whatWasDisbursedAndCameBackIsDisbursedAgainWithTheNewReference() {
        VoucherView voucher = disbursedAndReturned();
        fixture.giveAccount(voucher.memberId(), "501000004321", PaymentsFixture.IFSC);
        checkVouchers.renewPayee(voucher.id(), fixture.voucher(voucher.id()).version(), MAKER);
        fixture.released(List.of(fixture.approve(fixture.voucher(voucher.id()))));
        bank.debits(VoucherView.endToEndId(voucher.number(), 2), AMOUNT);
        ApplicationView application = seenByMember(voucher);
        assertThat(application.state()).isEqualTo(ApplicationState.DISBURSED);
        assertThat(application.bankReference())
                .isEqualTo(fixture.voucher(voucher.id()).bankReference());
        assertThat(used()).containsExactly(Money.of(AMOUNT));
    }

    private VoucherView disbursedAndReturned() {
        VoucherView voucher = fixture.approve(fixture.sanctioned(household, AMOUNT));
        fixture.released(List.of(voucher));
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), AMOUNT);
        assertThat(seenByMember(voucher).state()).isEqualTo(ApplicationState.DISBURSED);
        bank.returns(VoucherView.endToEndId(voucher.number(), 1), AMOUNT);
        return voucher;
    }

    private void cancel(VoucherView voucher) {
        checkVouchers.cancel(
                voucher.id(), fixture.voucher(voucher.id()).version(), "The account is gone for good", CHECKER);
    }

    private ApplicationView seenByMember(VoucherView voucher) {
        return applications.get(voucher.applicationId(), household.user());
    }

    private List<Money> used() {
        return utilisations.of("S13", household.memberId()).stream()
                .map(PastUse::amount)
                .toList();
    }
}
