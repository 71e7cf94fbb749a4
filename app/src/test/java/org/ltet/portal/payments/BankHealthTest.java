package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** On a database of its own, where nobody else leaves a file or an item lying. */
@PortalTest
@TestPropertySource(properties = "spring.application.name=bank-health")
@DirtiesContext
@Import({PaymentsFixture.class, Households.class, BankWord.class})
@DisplayName("Released payments that do not reach the bank, and words of the bank that wait, are seen (OPS-3, PAY-5)")
class BankHealthTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bankWord;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    List<HealthCheck> checks;

    @Autowired
    TestClock clock;

    @AfterEach
    void theBankWorksAgain() {
        BankSimulator.worksAgain();
        clock.reset();
    }

    @Test
    void aReleasedFileThatTheBankDoesNotTakeIsLateAndThenBrokenUntilItIsThere() throws Exception {
        assertThat(look("bank-files-to-send").found()).isEqualTo("nothing waits");
        BankSimulator.fails("http503", 1000, "/inbox/");
        ReleaseView release = fixture.released(fixture.payable(1, "6000.00"));
        assertThat(look("bank-files-to-send").state()).isEqualTo(State.GOOD);
        clock.advance(Duration.ofMinutes(16));
        assertThat(look("bank-files-to-send").state()).isEqualTo(State.LATE);
        clock.advance(Duration.ofHours(2));
        assertThat(look("bank-files-to-send").state()).isEqualTo(State.BROKEN);
        BankSimulator.worksAgain();
        fixture.delivered(release);
        assertThat(look("bank-files-to-send").found()).isEqualTo("nothing waits");
    }

    @Test
    void whatTheBankSaidOfNoPaymentOfOursIsLateAndThenBrokenUntilSomebodySettlesIt() throws Exception {
        assertThat(look("open-items").found()).isEqualTo("nothing waits");
        bankWord.debits("V209900-000001-1", "10.00");
        assertThat(look("open-items").state()).isEqualTo(State.GOOD);
        clock.advance(Duration.ofDays(2).plusMinutes(1));
        assertThat(look("open-items").state()).isEqualTo(State.LATE);
        clock.advance(Duration.ofDays(5));
        assertThat(look("open-items").state()).isEqualTo(State.BROKEN);
        OpenItemView item =
                reconciliation.openItems(ItemList.OPEN, null, CHECKER).items().getFirst();
        fixture.settle(item.id(), Resolution.NOTED, "", "The bank took it back the same day");
        assertThat(look("open-items").found()).isEqualTo("nothing waits");
    }

    private HealthCheck.Finding look(String name) throws Exception {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .look();
    }
}
