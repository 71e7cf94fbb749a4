package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("From approval to money received")
class FinanceTest {

    record Settled(UUID applicationId, Money amount, String bankReference, LocalDate valueDate)
            implements PaymentSettled {}

    @Autowired
    Households households;

    @Autowired
    Applications applications;

    @Autowired
    Decisions decisions;

    @Autowired
    Finance finance;

    @Autowired
    RecordedEvents events;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    TestClock clock;

    Household household;
    User scrutiny;
    UUID id;
    String voucher = "";

    @BeforeEach
    void anApprovedApplicationWithItsVoucher() throws InterruptedException {
        clock.reset();
        household = households.serving();
        scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(10_000), scrutiny);
        id = app.id();
        decisions.sanction(id, Sanction.inFull(app.version(), app.payable()), scrutiny);
        voucher = voucherPrepared();
    }

    @Test
    void theVoucherPutsItUnderFinanceOnce() {
        long version = view().version();
        finance.startFinance(id, voucher, User.system("vouchers"));
        assertThat(view().version()).isEqualTo(version);
        assertThat(events.of(id, ApplicationUnderFinance.class)).hasSize(1);
        assertThatThrownBy(() -> finance.startFinance(id, "V-OTHER", User.system("vouchers")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theConfirmedPaymentDisbursesItHoweverOftenItIsHeardOf() {
        Settled settled = new Settled(id, Money.of(6_000), "UTR0001", LocalDate.of(2026, 11, 24));
        publisher.publishEvent(settled);
        publisher.publishEvent(settled);
        ApplicationView app = view();
        assertThat(app.state()).isEqualTo(ApplicationState.DISBURSED);
        assertThat(app.bankReference()).isEqualTo("UTR0001");
        assertThat(app.paidOn()).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(events.of(id, ApplicationDisbursed.class)).hasSize(1);
        assertThatThrownBy(() ->
                        finance.returnToScrutiny(id, "OTHER", "Too late", households.staff(Role.ACCOUNTS_OFFICER)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesAPaymentOfAnotherAmount() {
        assertThatThrownBy(() ->
                        publisher.publishEvent(new Settled(id, Money.of(5_999), "UTR0002", LocalDate.of(2026, 11, 24))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("applications.amountDiffers"));
        assertThat(view().state()).isEqualTo(ApplicationState.UNDER_FINANCE);
    }

    @Test
    void accountsGiveItBackWithAReasonButNobodyElseAndNotTheirOwn() {
        User own = Households.user(household.user().employeeNumber(), Role.MEMBER, Role.ACCOUNTS_OFFICER);
        assertThatThrownBy(() -> finance.returnToScrutiny(id, "OTHER", "x", own))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("applications.ownOrRelative"));
        assertThatThrownBy(() -> finance.returnToScrutiny(id, "OTHER", "x", scrutiny))
                .isInstanceOf(Refused.class);
        finance.returnToScrutiny(id, "DOCUMENTS", "The bill is a copy.", households.staff(Role.ACCOUNTS_APPROVER));
        ApplicationView app = view();
        assertThat(app.position()).isEqualTo(Position.underReview(ReviewLevel.SCRUTINY));
        assertThat(app.sanctioned()).isNull();
        assertThat(app.voucherNumber()).isNull();
        assertThat(events.of(id, ApplicationReturnedToScrutiny.class))
                .singleElement()
                .satisfies(event -> assertThat(event.undone()).isEqualTo(Money.of(6_000)));
    }

    private ApplicationView view() {
        return applications.get(id, scrutiny);
    }

    /** Vouchers are prepared after the approval was kept, by a listener of their own. */
    private String voucherPrepared() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            String number = view().voucherNumber();
            if (number != null) {
                return number;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new AssertionError("no voucher was prepared for " + id);
    }
}
