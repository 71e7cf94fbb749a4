package org.ltet.portal.applications.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.PaperDifference;
import org.ltet.portal.applications.PaperDifference.What;
import org.ltet.portal.applications.ReadPapers;
import org.ltet.portal.applications.StartDraft;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName("Certificates, mark sheets and bank proofs that read themselves (DOC-3)")
class PapersTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Households households;

    @Autowired
    Applications applications;

    @Autowired
    StartDraft startDraft;

    @Autowired
    Drafting drafting;

    @Autowired
    ReadPapers papers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Household household;
    MemberBrowser browser;
    UUID id;
    String documents;

    @BeforeEach
    void aMemberAppliesForAChild() {
        clock.reset();
        household = households.serving();
        browser = MemberBrowser.of(household, accounts, port);
        ApplicationView draft = startDraft.start("S04", household.childId(), household.user());
        id = draft.id();
        drafting.saveAnswers(id, draft.version(), Map.of("marks", "91.5", "firstAttempt", "true"), household.user());
        documents = "/applications/" + id + "/edit/documents";
    }

    @Test
    void aMarkSheetThatSaysLessThanTheFormIsToldToTheMemberAndToReviewers() {
        UUID sheet = add("MARK_SHEET", markSheet("84.50"));

        assertThat(browser.open(documents).body())
                .contains("Read from it:")
                .contains("84.5")
                .contains("Percentage: the document says 84.5, your application 91.5.");
        assertThat(differences(sheet))
                .extracting(PaperDifference::field, PaperDifference::what)
                .containsExactly(tuple(Name.PERCENTAGE, What.NOT_AS_SAID));
    }

    @Test
    void aMarkSheetThatSaysTheSameRaisesNothing() {
        UUID sheet = add("MARK_SHEET", markSheet("91.50"));

        assertThat(differences(sheet)).isEmpty();
    }

    @Test
    void whatTheMemberCorrectsIsKeptAndReviewersAreTold() {
        UUID sheet = add("MARK_SHEET", markSheet("84.50"));
        String reading = documents + "/" + sheet + "/reading";

        browser.open(reading);
        assertThat(browser.body()).contains("value=\"84.50\"").contains("name=\"YEAR\"");
        browser.send(reading, Map.of("PERSON", "Child Name", "PERCENTAGE", "91.5", "YEAR", "2026", "ATTEMPT", ""));

        assertThat(browser.path()).isEqualTo(documents);
        assertThat(browser.body()).contains("Confirmed by you:");
        assertThat(differences(sheet))
                .extracting(PaperDifference::what, PaperDifference::read, PaperDifference::said)
                .contains(tuple(What.CORRECTED, "84.50", "91.5"))
                .doesNotContain(tuple(What.NOT_AS_SAID, "84.50", "91.5"));
        assertThat(jdbc.sql("select agreed from documents.reading_check where document_id = ? and field = 'PERCENTAGE'")
                        .param(sheet)
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void aPercentageAboveAHundredComesBackWithTheReasonAndWhatWasTyped() {
        UUID sheet = add("MARK_SHEET", markSheet("84.50"));
        String reading = documents + "/" + sheet + "/reading";

        browser.open(reading).send(reading, Map.of("PERCENTAGE", "184.5"));

        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("Type a percentage from 0 to 100").contains("value=\"184.5\"");
    }

    @Test
    void aCertificateThatIsPastItsDayIsToldToAddANewerOne() {
        UUID certificate = add(
                "CERTIFICATE",
                SampleFiles.pdfOfLines(
                        "REVENUE DEPARTMENT",
                        "INCOME CERTIFICATE",
                        "Certificate No: INC/2024/77120",
                        "This is to certify that the annual income of the family of Child Name",
                        "is Rs. 4,50,000 (Rupees Four Lakh Fifty Thousand Only).",
                        "Date of issue: 12/05/2024",
                        "Valid until: 31/03/2025"));

        assertThat(differences(certificate))
                .extracting(PaperDifference::what, PaperDifference::read)
                .contains(tuple(What.EXPIRED, "2025-03-31"));
        assertThat(browser.open(documents).body()).contains("This document was valid until 31 Mar 2025.");
    }

    @Test
    void aBankProofOfAnotherAccountIsToldWithItsEndOnly() {
        drafting.chooseBankAccount(
                id, applications.get(id, household.user()).version(), household.bankAccountId(), household.user());
        UUID proof = add(
                "BANK_PROOF",
                SampleFiles.pdfOfLines(
                        "STATE BANK OF INDIA, Main Branch, Savings Bank Pass Book",
                        "Account Number : 998877665544",
                        "IFSC : HDFC0001234",
                        "Customer since the year two thousand and ten, one two three"));

        assertThat(differences(proof))
                .extracting(PaperDifference::field, PaperDifference::read)
                .contains(tuple(Name.IFSC, "HDFC0001234"), tuple(Name.ACCOUNT, "••••5544"));
    }

    @Test
    void programsAreToldTheSameAndMayConfirm() throws Exception {
        UUID sheet = add("MARK_SHEET", markSheet("84.50"));
        String bearer = StaffFactor.bearer(port, household.user().employeeNumber(), "a long enough pass phrase");
        String base = "http://127.0.0.1:" + port + "/api/v1/applications/" + id;

        assertThat(call("GET", base + "/differences", bearer, ""))
                .contains("\"PERCENTAGE\"")
                .contains("DIFFERENT");
        assertThat(call(
                        "PUT",
                        base + "/documents/" + sheet + "/reading",
                        bearer,
                        "{\"values\":{\"PERCENTAGE\":\"91.5\"}}"))
                .contains("CORRECTED");
    }

    private static String call(String method, String address, String bearer, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("Authorization", "Bearer " + bearer)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private List<PaperDifference> differences(UUID document) {
        return papers.find(applications.get(id, household.user()), document).differences();
    }

    private UUID add(String type, byte[] file) {
        browser.open(documents).upload(documents + "/" + type, type + ".pdf", file);
        assertThat(browser.status()).isEqualTo(200);
        UUID document = jdbc.sql("select id from documents.document where owner_id = ? and type = ?")
                .params(id, type)
                .query(UUID.class)
                .single();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> papers.of(applications.get(id, household.user())).stream()
                        .anyMatch(paper -> paper.document().id().equals(document)
                                && !paper.reading().waits()));
        return document;
    }

    private static byte[] markSheet(String percentage) {
        return SampleFiles.pdfOfLines(
                "BOARD OF SECONDARY EDUCATION",
                "STATEMENT OF MARKS",
                "Secondary School Examination March 2026",
                "Candidate Name : Child Name",
                "Mathematics 88 Science 92 English 79 Hindi 81 History 83",
                "Percentage : " + percentage + " %");
    }
}
