package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** With a bank and a database of its own, where nobody else leaves a file or an item lying. */
@PortalTest
@DirtiesContext
@Import({PaymentsFixture.class, Households.class, BankWord.class})
@DisplayName("Released payments that do not reach the bank, and words of the bank that wait, are seen (OPS-3, PAY-5)")
class BankHealthTest {

    private static final ConfigurableApplicationContext BANK = SimulatorsApplication.start(
            "--server.port=0", "--simulators.hrms.people=10", "--simulators.mailbox.smtp-port=0");
    private static final String ADDRESS =
            "http://127.0.0.1:" + Objects.requireNonNull(BANK.getEnvironment().getProperty("local.server.port"));

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

    @DynamicPropertySource
    static void useIt(DynamicPropertyRegistry registry) {
        registry.add("portal.integrations.bank.url", () -> ADDRESS + "/bank/h2h");
    }

    @AfterAll
    static void endTheBank() {
        BANK.close();
    }

    @AfterEach
    void theBankWorksAgain() {
        worksAgain();
        clock.reset();
    }

    @Test
    void aReleasedFileThatTheBankDoesNotTakeIsLateAndThenBrokenUntilItIsThere() throws Exception {
        assertThat(look("bank-files-to-send").found()).isEqualTo("nothing waits");
        takesNothing();
        ReleaseView release = fixture.released(fixture.payable(1, "6000.00"));
        assertThat(look("bank-files-to-send").state()).isEqualTo(State.GOOD);
        clock.advance(Duration.ofMinutes(16));
        assertThat(look("bank-files-to-send").state()).isEqualTo(State.LATE);
        clock.advance(Duration.ofHours(2));
        assertThat(look("bank-files-to-send").state()).isEqualTo(State.BROKEN);
        worksAgain();
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

    private static void takesNothing() {
        RestClient.create(ADDRESS)
                .post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "system",
                        "bank",
                        "kind",
                        "http503",
                        "times",
                        1000,
                        "pathContains",
                        "/inbox/",
                        "delayMillis",
                        10))
                .retrieve()
                .toBodilessEntity();
    }

    private static void worksAgain() {
        RestClient.create(ADDRESS).delete().uri("/faults").retrieve().toBodilessEntity();
    }
}
