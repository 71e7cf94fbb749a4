package org.ltet.portal.applications.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.text.Normalizer;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName("Letters of sanction and rejection, in the member's language, the amount in words (PAY-1)")
class LettersTest {

    @LocalServerPort
    int port;

    @Autowired
    Letters letters;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Decisions decisions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private Household household;
    private User scrutiny;

    @BeforeEach
    void aMember() {
        clock.reset();
        household = households.serving();
        scrutiny = households.staff(Role.SCRUTINY_OFFICER);
    }

    @Test
    void theLetterOfSanctionNamesTheAmountInWordsAndHowItWasReckoned() throws IOException {
        ApplicationView app = sanctioned();
        assertThat(text(letters.answer(app.id(), "en", household.user())))
                .contains(
                        String.valueOf(app.number()),
                        "Sanction of your application",
                        household.user().employeeNumber(),
                        "₹6,000",
                        "Rupees Six Thousand Only",
                        "How the amount was reckoned",
                        "Accounts will pay the amount")
                .doesNotContain("67259753");
        assertThat(text(letters.answer(app.id(), "hi", household.user())))
                .as("conjuncts are glyphs without a text of their own")
                .contains("₹6,000", "छह " + normal("हज़ार"), "आपके आवेदन की");
    }

    @Test
    void theLetterOfRejectionNamesTheReasonAndWhatTheMemberWasTold() throws IOException {
        ApplicationView app =
                decisions.take(households.submitted(household, Money.of(10_000)).id(), scrutiny);
        decisions.reject(
                app.id(),
                "NOT_ELIGIBLE",
                "The operation was\u0001 <before> the joining & is not covered",
                app.version(),
                scrutiny);
        assertThat(text(letters.answer(app.id(), "en", household.user())))
                .contains("could not sanction", "₹10,000", "<before> the joining & is not covered", "Reason")
                .doesNotContain("Rupees");
    }

    @Test
    void thereIsNoLetterBeforeADecisionNorAfterItWasUndone() {
        ApplicationView app = households.submitted(household, Money.of(10_000));
        assertThatThrownBy(() -> letters.answer(app.id(), null, household.user()))
                .isInstanceOf(Refused.class)
                .extracting(refused -> ((Refused) refused).kind())
                .isEqualTo(Refused.Kind.NOT_FOUND);
    }

    @Test
    void theMemberTakesItFromTheApplicationAndNobodyElses() {
        ApplicationView app = sanctioned();
        MemberBrowser member = MemberBrowser.of(household, accounts, port);
        member.open("/applications/" + app.id());
        assertThat(member.body()).contains("/applications/" + app.id() + "/letter.pdf");
        assertThat(new String(member.download("/applications/" + app.id() + "/letter.pdf"), 0, 5))
                .isEqualTo("%PDF-");
        assertThat(taken(app.id())).as("one's own letter").isZero();
        assertThatThrownBy(() ->
                        letters.answer(app.id(), null, households.serving().user()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void staffTakeItInTheLanguageInWhichTheMemberIsWrittenToAndThatIsOnRecord() throws IOException {
        ApplicationView app = sanctioned();
        jdbc.sql("insert into notifications.preference (employee_number, language) values (?, 'hi')")
                .param(household.user().employeeNumber())
                .update();
        assertThat(text(letters.answer(app.id(), null, scrutiny))).contains(normal("हज़ार"));
        assertThat(text(letters.answer(app.id(), "en", scrutiny))).contains("Rupees Six Thousand Only");
        assertThat(taken(app.id())).isEqualTo(2);
    }

    private long taken(UUID id) {
        return jdbc.sql("select count(*) from audit.entry where action = 'application.letterTaken' and object_id = ?")
                .param(id.toString())
                .query(Long.class)
                .single();
    }

    private ApplicationView sanctioned() {
        ApplicationView app =
                decisions.take(households.submitted(household, Money.of(10_000)).id(), scrutiny);
        decisions.sanction(app.id(), Sanction.inFull(app.version(), app.payable()), scrutiny);
        return app;
    }

    private static String text(ResponseEntity<byte[]> letter) throws IOException {
        byte @Nullable [] pdf = letter.getBody();
        try (PDDocument document = Loader.loadPDF(Objects.requireNonNull(pdf))) {
            return normal(new PDFTextStripper().getText(document).replaceAll("\\s+", " "));
        }
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
