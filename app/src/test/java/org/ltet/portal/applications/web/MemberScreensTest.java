package org.ltet.portal.applications.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.RecordedEvents;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.PublishScheme;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("The member's screens without JavaScript (APP-1 to APP-9, UX-1, UX-4)")
class MemberScreensTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Households households;

    @Autowired
    Applications applications;

    @Autowired
    Drafting drafting;

    @Autowired
    Decisions decisions;

    @Autowired
    PublishScheme publishScheme;

    @Autowired
    Schemes schemes;

    @Autowired
    TestClock clock;

    Household household;
    User user;
    MemberBrowser browser;

    @BeforeEach
    void aMemberSignsIn() {
        clock.reset();
        household = households.serving();
        user = household.user();
        browser = MemberBrowser.of(household, accounts, port);
    }

    private String begin() {
        browser.open("/applications/new?scheme=S13")
                .send(
                        "/applications/new",
                        Map.of("beneficiary", household.memberId().toString()));
        return edit(only().id().toString());
    }

    private ApplicationSummary only() {
        List<ApplicationSummary> mine = applications.mine(user, Set.of(), null, 10);
        assertThat(mine).hasSize(1);
        return mine.getFirst();
    }

    private ApplicationView stored() {
        return applications.get(only().id(), user);
    }

    private static String edit(String id) {
        return "/applications/" + id + "/edit/";
    }

    private static Map<String, String> stay() {
        return Map.of(
                "hospital", "City Hospital",
                "surgery", "Gall bladder",
                "listedDisease", "false",
                "admissionDate", "2026-11-01",
                "dischargeDate", "2026-11-05");
    }

    private static Map<String, String> bill() {
        return Map.of(
                "head", "ROOM_RENT",
                "billNumber", "R-1",
                "billDate", "2026-11-05",
                "vendor", "City Hospital",
                "quantity", "5",
                "claimed", "32,500");
    }

    private void complete(String edit) {
        browser.open(edit + "details/stay").send(edit + "details/stay", stay());
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", bill());
        for (String type : List.of("HOSPITAL_BILL", "DISCHARGE_SUMMARY")) {
            browser.open(edit + "documents")
                    .upload(edit + "documents/" + type, type + ".pdf", SampleFiles.pdf(edit + type));
        }
    }

    @Test
    void leadsFromTheFirstQuestionToANumber() {
        browser.open("/").open("/applications");
        assertThat(browser.body()).contains("You have no applications yet");

        browser.open("/applications/new?scheme=S13");
        assertThat(browser.body()).contains("For whom is this application?", "Spouse", "Child");
        browser.send(
                "/applications/new", Map.of("beneficiary", household.spouseId().toString()));
        String id = only().id().toString();
        String edit = edit(id);
        assertThat(browser.path()).isEqualTo(edit + "details/stay");

        browser.send(edit + "details/stay", stay());
        assertThat(browser.path()).isEqualTo(edit + "bills");

        browser.open(edit + "bills/new");
        assertThat(browser.body()).contains("What is the bill for?", "bills/new?head=ROOM_RENT");
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", bill());
        assertThat(browser.body()).contains("Room rent limited to ₹4,000 a day: minus ₹12,500", "₹12,000");

        browser.send(edit + "bills", Map.of("otherReimbursement", "₹5,000", "_then", "next"));
        assertThat(browser.path()).isEqualTo(edit + "documents");
        assertThat(stored().payable()).isEqualTo(Money.of(9_000));

        browser.upload(edit + "documents/HOSPITAL_BILL", "bill.pdf", SampleFiles.pdf("bill " + id));
        browser.upload(edit + "documents/DISCHARGE_SUMMARY", "summary.pdf", SampleFiles.pdf("summary " + id));
        assertThat(browser.body()).contains("bill.pdf", "summary.pdf");
        browser.send(edit + "documents", Map.of("_then", "next"));
        assertThat(browser.path()).isEqualTo(edit + "bank");
        assertThat(browser.body()).contains("IFSC SBIN0000300");
        browser.send(
                edit + "bank", Map.of("bankAccount", household.bankAccountId().toString(), "_then", "next"));
        assertThat(browser.path()).isEqualTo(edit + "review");
        assertThat(browser.body()).contains("Everything is there", "City Hospital", "5 days");

        browser.send(edit + "review", Map.of());
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("Tick the declaration", "href=\"#declared\"");

        browser.send(edit + "review", Map.of("declared", "yes"));
        assertThat(browser.path()).isEqualTo("/applications/" + id);
        assertThat(browser.body())
                .contains("Submitted. Your number is LTET/2026-27/S13/", "A scrutiny officer will look at this by ");
        assertThat(stored().state()).isEqualTo(ApplicationState.SUBMITTED);
        browser.open("/applications");
        assertThat(browser.body()).contains("In progress", "LTET/2026-27/S13/");
    }

    @Test
    void takesTheButtonPressedTwiceOrAgainAfterGoingBackAsOne() {
        String edit = begin();
        complete(edit);
        browser.open(edit + "review");
        MemberBrowser back = browser.anotherTab().open(edit + "review");
        browser.send(edit + "review", Map.of("declared", "yes"));
        String number = String.valueOf(stored().number());
        back.send(edit + "review", Map.of("declared", "yes"));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body()).contains(number);
        assertThat(applications.mine(user, Set.of(), null, 10)).hasSize(1);
        browser.open(edit + "details/stay");
        assertThat(browser.path()).isEqualTo("/applications/" + only().id());
        assertThat(browser.body()).contains("the application has moved on");
    }

    @Test
    void takesABillSentTwiceAsOne() {
        String edit = begin();
        browser.open(edit + "bills/new?head=ROOM_RENT");
        MemberBrowser again = browser.anotherTab().open(edit + "bills/new?head=ROOM_RENT");
        browser.send(edit + "bills/new", bill());
        again.send(edit + "bills/new", bill());
        assertThat(stored().lines()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            abc               | Use the digits 0 to 9 only
            ''                | href="#claimed">Fill in: Amount
            -5                | cannot be below zero
            0                 | Enter the amount of the bill: more than zero.
            100.005           | paise end there
            1e5               | Use the digits 0 to 9 only
            ٣٤٥               | Use the digits 0 to 9 only
            １２３            | Use the digits 0 to 9 only
            99999999999999999 | too large
            """)
    void keepsWhatWasTypedWhereAnAmountCannotBeRead(String amount, String message) {
        String edit = begin();
        Map<String, String> typed = new HashMap<>(bill());
        typed.put("claimed", amount);
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", typed);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains(message, "href=\"#claimed\"", "value=\"R-1\"", "value=\"City Hospital\"");
        if (!amount.isEmpty()) {
            assertThat(browser.body()).contains("value=\"" + amount + "\"");
        }
        assertThat(stored().lines()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-24 | lies in the future
            2023-11-22 | The bill is too old
            0001-01-01 | The bill is too old
            2026-02-30 | Enter a date
            yesterday  | Enter a date
            ''         | href="#billDate">Fill in:
            """)
    void keepsWhatWasTypedWhereABillDateCannotBeRight(String date, String message) {
        String edit = begin();
        Map<String, String> typed = new HashMap<>(bill());
        typed.put("billDate", date);
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", typed);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains(message, "href=\"#billDate\"", "value=\"R-1\"");
        assertThat(stored().lines()).isEmpty();
    }

    @Test
    @DisplayName("UX-4: what is wrong is said with the name of the field, in the reader's language")
    void namesTheFieldInItsErrors() {
        browser.post("/applications/new", Map.of("scheme", "S13"));
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body())
                .contains("href=\"#beneficiary\">Choose: ")
                .doesNotContain("Choose one of the answers.");
        String edit = begin();
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", Map.of("head", "ROOM_RENT"));
        assertThat(browser.body())
                .contains("href=\"#claimed\">Fill in: Amount", "href=\"#billNumber\">Fill in: ")
                .doesNotContain("Fill in this field.");
        Map<String, String> typed = new HashMap<>(bill());
        typed.put("claimed", "1e5");
        browser.send(edit + "bills/new", typed);
        assertThat(browser.body()).containsPattern("href=\"#claimed\">Amount[^<]*: Use the digits 0 to 9 only");
        browser.post("/language", Map.of("language", "hi", "back", edit + "bills/new?head=ROOM_RENT"));
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", Map.of("head", "ROOM_RENT"));
        assertThat(browser.body())
                .contains("href=\"#claimed\">भरें: राशि", "href=\"#billDate\">भरें: बिल की तारीख")
                .doesNotContain("यह जानकारी भरें।");
    }

    @Test
    void takesIndianGroupingAndDevanagariDigits() {
        String edit = begin();
        Map<String, String> typed = new HashMap<>(bill());
        typed.put("claimed", "₹१,२५,०००.५०");
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", typed);
        assertThat(stored().claimed()).isEqualTo(Money.of("125000.50"));
    }

    @Test
    void asksForTheNumberOfDaysWhereTheKindOfExpenseCountsThem() {
        String edit = begin();
        Map<String, String> typed = new HashMap<>(bill());
        typed.remove("quantity");
        browser.open(edit + "bills/new?head=SURGEON").send(edit + "bills/new", typed);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("Enter the number of days.", "name=\"quantity\"");
    }

    @Test
    void reckonsABillBeforeItIsSaved() {
        String edit = begin();
        browser.open(edit + "bills/new?head=ROOM_RENT").preview(edit + "bills/new", bill());
        assertThat(browser.body())
                .contains("You would receive", "₹12,000", "Room rent limited to ₹4,000 a day")
                .doesNotContain("<html");
        assertThat(stored().lines()).isEmpty();
        browser.open(edit + "bills/new?head=ROOM_RENT").preview(edit + "bills/new", Map.of("claimed", "1e5"));
        assertThat(browser.body()).contains("₹0");
    }

    @Test
    void changesAndRemovesABill() {
        String edit = begin();
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", bill());
        String line = stored().lines().getFirst().id().toString();
        Map<String, String> typed = new HashMap<>(bill());
        typed.put("claimed", "16000");
        browser.open(edit + "bills/" + line);
        assertThat(browser.body()).contains("value=\"32500.00\"", "value=\"5\"");
        browser.send(edit + "bills/" + line, typed);
        assertThat(stored().claimed()).isEqualTo(Money.of(16_000));
        browser.open(edit + "bills/" + line + "/remove");
        assertThat(browser.body()).contains("Room rent: bill R-1 of City Hospital over ₹16,000");
        browser.send(edit + "bills/" + line + "/remove", Map.of());
        assertThat(stored().lines()).isEmpty();
    }

    @Test
    void saysWhatIsMissingOnAPageOfQuestionsAndKeepsTheRest() {
        String edit = begin();
        Map<String, String> typed = new HashMap<>(stay());
        typed.put("surgery", "");
        browser.open(edit + "details/stay").send(edit + "details/stay", typed);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("Answer this question: Surgery.", "href=\"#surgery\"");
        assertThat(stored().answers())
                .containsEntry("hospital", "City Hospital")
                .doesNotContainKey("surgery");
        typed.put("dischargeDate", "2027-01-01");
        browser.send(edit + "details/stay", typed);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("href=\"#dischargeDate\"", "value=\"2027-01-01\"");
        assertThat(stored().answers()).containsEntry("dischargeDate", "2026-11-05");
    }

    @Test
    @DisplayName("SCH-1, UX-4: what the scheme does not pay for is said at the answer, not first before submission")
    void saysAtTheAnswerWhatTheSchemeDoesNotPayFor() {
        String edit = begin();
        Map<String, String> wrong = new HashMap<>(stay());
        wrong.put("admissionDate", "2026-11-09");
        wrong.put("listedDisease", "true");
        browser.open(edit + "details/stay").send(edit + "details/stay", wrong);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("href=\"#admissionDate\"", "href=\"#listedDisease\"");
        assertThat(stored().answers()).as("nothing is lost").containsEntry("admissionDate", "2026-11-09");

        browser.send(edit + "details/stay", stay());
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.path()).isEqualTo(edit + "bills");
    }

    @Test
    void savesAHalfFilledPageForLater() {
        String edit = begin();
        browser.open(edit + "details/stay").send(edit + "details/stay", Map.of("hospital", "City", "_then", "leave"));
        assertThat(browser.path()).isEqualTo("/applications");
        assertThat(browser.body()).contains("Saved. You can go on whenever you like.", "Continue");
        browser.open("/");
        assertThat(browser.body()).contains("One application is begun but not submitted.");
        browser.open("/applications/" + only().id());
        assertThat(browser.path()).isEqualTo(edit + "details/stay");
        assertThat(browser.body()).contains("value=\"City\"");
    }

    @Test
    void showsBothValuesWhenTwoTabsChangeTheSameAnswerAndKeepsWhatWasTyped() {
        String edit = begin();
        browser.open(edit + "details/stay");
        MemberBrowser other = browser.anotherTab().open(edit + "details/stay");
        browser.send(edit + "details/stay", Map.of("hospital", "First", "_then", "leave"));
        other.send(edit + "details/stay", Map.of("hospital", "Second", "surgery", "Hernia", "_then", "leave"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body())
                .contains("value=\"Second\"", "“First”", "value=\"Hernia\"", "href=\"#hospital\"")
                .doesNotContain("href=\"#surgery\"");
        assertThat(stored().answers()).containsEntry("hospital", "First").doesNotContainKey("surgery");
        other.send(edit + "details/stay", Map.of("hospital", "Second", "surgery", "Hernia", "_then", "leave"));
        assertThat(stored().answers()).containsEntry("hospital", "Second").containsEntry("surgery", "Hernia");
    }

    @Test
    void mergesTwoTabsThatChangeDifferentAnswers() {
        String edit = begin();
        browser.open(edit + "details/stay");
        MemberBrowser other = browser.anotherTab().open(edit + "details/stay");
        browser.send(edit + "details/stay", Map.of("hospital", "First", "surgery", "", "_then", "leave"));
        other.send(edit + "details/stay", Map.of("hospital", "", "surgery", "Hernia", "_then", "leave"));
        assertThat(other.path()).isEqualTo("/applications");
        assertThat(stored().answers()).containsEntry("hospital", "First").containsEntry("surgery", "Hernia");
    }

    @Test
    void neverOverwritesTheOtherTabAfterAMistakeInThisOne() {
        String edit = begin();
        browser.open(edit + "details/stay");
        MemberBrowser other = browser.anotherTab().open(edit + "details/stay");
        other.send(edit + "details/stay", Map.of("hospital", "Second", "admissionDate", "x", "_then", "leave"));
        assertThat(other.status()).isEqualTo(422);
        browser.send(edit + "details/stay", Map.of("hospital", "First", "_then", "leave"));
        other.send(edit + "details/stay", Map.of("hospital", "Second", "admissionDate", "2026-11-01"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("“First”", "value=\"Second\"", "value=\"2026-11-01\"");
        assertThat(stored().answers()).containsEntry("hospital", "First");
    }

    @Test
    void offersToAddABillAgainThatWasRemovedInAnotherTab() {
        String edit = begin();
        browser.open(edit + "bills/new?head=ROOM_RENT").send(edit + "bills/new", bill());
        String line = stored().lines().getFirst().id().toString();
        MemberBrowser other = browser.anotherTab().open(edit + "bills/" + line);
        browser.open(edit + "bills/" + line + "/remove").send(edit + "bills/" + line + "/remove", Map.of());
        Map<String, String> typed = new HashMap<>(bill());
        typed.put("vendor", "Town Hospital");
        other.send(edit + "bills/" + line, typed);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("removed in another tab", "value=\"Town Hospital\"");
        other.send(edit + "bills/new", typed);
        assertThat(stored().lines())
                .singleElement()
                .satisfies(one -> assertThat(one.vendor()).isEqualTo("Town Hospital"));
    }

    @Test
    void autosavesWhatCanBeReadAndLeavesTheRest() {
        String edit = begin();
        browser.open(edit + "details/stay");
        String action = edit + "details/stay";
        MemberBrowser quiet = browser.anotherTab().open(action);
        quiet.send(action, Map.of("hospital", "City", "admissionDate", "soon", "_then", "leave"));
        assertThat(quiet.status()).isEqualTo(422);
        browser.autosave(action, Map.of("hospital", "City", "admissionDate", "soon"));
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.body()).contains("\"saved\":{\"hospital\":\"City\"}", "\"version\":");
        assertThat(stored().answers()).containsEntry("hospital", "City").doesNotContainKey("admissionDate");
    }

    @Test
    void tellsAtTheFieldWhyADisguisedFileIsRefusedAndKeepsTheGoodOne() {
        String edit = begin();
        browser.open(edit + "documents");
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        browser.upload(edit + "documents/HOSPITAL_BILL", "bill.pdf", page);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("href=\"#HOSPITAL_BILL\"", "id=\"HOSPITAL_BILL-error\"", "is not a PDF");
        browser.upload(edit + "documents/HOSPITAL_BILL", "bill.pdf", new byte[6 * 1024 * 1024]);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("larger than 5 MB");
        byte[] good = SampleFiles.pdf("good " + edit);
        browser.upload(edit + "documents/HOSPITAL_BILL", "bill.pdf", good);
        browser.upload(edit + "documents/HOSPITAL_BILL", "bill.pdf", good);
        assertThat(browser.body()).contains("Added: bill.pdf");
        assertThat(browser.body().split("/remove\"", -1))
                .as("sent twice, kept once")
                .hasSize(2);
    }

    @Test
    @DisplayName("UX-4: a file that is chosen and not yet sent goes along with whichever button is pressed")
    void takesTheChosenFileAlongWhenGoingOn() {
        String edit = begin();
        byte[] bill = SampleFiles.pdf("along " + edit);
        browser.open(edit + "documents");
        assertThat(browser.body())
                .contains("<form method=\"post\" action=\"" + edit + "documents\" enctype=\"multipart/form-data\"")
                .doesNotContainPattern("<input class=\"visually-hidden\"[^>]*type=\"file\"");
        browser.press(edit + "documents", Map.of("_then", "next"), "file-HOSPITAL_BILL", "bill.pdf", bill);
        assertThat(browser.path()).isEqualTo(edit + "bank");
        assertThat(browser.body()).contains("Added: bill.pdf");
        assertThat(browser.open(edit + "documents").body()).contains("bill.pdf");

        byte[] summary = SampleFiles.pdf("summary " + edit);
        browser.press(edit + "documents", Map.of("_then", "leave"), "file-DISCHARGE_SUMMARY", "summary.pdf", summary);
        assertThat(browser.path()).isEqualTo("/applications");
        assertThat(browser.open(edit + "documents").body()).contains("bill.pdf", "summary.pdf");

        byte[] page = "<html></html>".getBytes(StandardCharsets.UTF_8);
        browser.press(edit + "documents", Map.of("_then", "next"), "file-HOSPITAL_BILL", "page.pdf", page);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("href=\"#HOSPITAL_BILL\"", "is not a PDF");
    }

    @Test
    @DisplayName("UX-4: a photo of a bill that is chosen and not yet sent goes along too")
    void takesTheChosenBillAlongWhenGoingOn() {
        String edit = begin();
        browser.open(edit + "bills");
        browser.press(
                edit + "bills", Map.of("_then", "next"), "file", "room.pdf", SampleFiles.pdf("room rent " + edit));
        assertThat(browser.path()).startsWith(edit + "bills/photos/");
        assertThat(browser.open(edit + "bills").body()).contains("room.pdf");
    }

    @Test
    @DisplayName("APP-4: several large files at once are taken; one that is too large is named at its field")
    void takesSeveralLargeFilesAtOnceAndNamesTheOneThatIsTooLarge() {
        String edit = begin();
        browser.open(edit + "documents");
        Map<String, byte[]> files = new java.util.LinkedHashMap<>();
        for (int i = 1; i <= 3; i++) {
            files.put("scan-" + i + ".pdf", SampleFiles.pdfOf(4_900_000, edit + i));
        }
        browser.upload(edit + "documents/HOSPITAL_BILL", files);
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.body()).contains("scan-1.pdf", "scan-2.pdf", "scan-3.pdf", "Added: scan-1.pdf");

        browser.upload(edit + "documents/HOSPITAL_BILL", "huge.pdf", new byte[13 * 1024 * 1024]);
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("id=\"HOSPITAL_BILL-error\"", "larger than 5 MB", "scan-1.pdf");
    }

    @Test
    @DisplayName(
            "UX-4: an upload beyond all limits is read to its end, told with the limit, and leads back to the form")
    void leadsBackFromAnUploadBeyondAllLimits() {
        String edit = begin();
        browser.open(edit + "documents");
        browser.upload(edit + "documents/HOSPITAL_BILL", "film.pdf", new byte[60 * 1024 * 1024]);
        assertThat(browser.status()).isEqualTo(413);
        assertThat(browser.body()).contains("larger than 51 MB", "href=\"" + edit + "documents\"", "Back to the form");
    }

    @Test
    @DisplayName("UX-4: two wrong dates are told apart, and a date may be written as in India")
    void tellsTwoWrongDatesApartAndReadsDatesAsTheyAreWritten() {
        String action = begin() + "details/stay";
        browser.open(action);
        browser.send(action, Map.of("admissionDate", "soon", "dischargeDate", "31.2.2026"));
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body())
                .contains(
                        "href=\"#admissionDate\">Date of admission: Enter a date, as in 22/11/2026.",
                        "href=\"#dischargeDate\">Date of discharge: Enter a date, as in 22/11/2026.");
        browser.send(action, Map.of("admissionDate", "1/11/2026", "dischargeDate", "05.11.2026"));
        assertThat(stored().answers())
                .containsEntry("admissionDate", "2026-11-01")
                .containsEntry("dischargeDate", "2026-11-05");
    }

    @Test
    void hasNothingForAnotherMember() {
        String edit = begin();
        String id = only().id().toString();
        MemberBrowser stranger = MemberBrowser.of(households.serving(), accounts, port);
        for (String path : List.of(
                "/applications/" + id,
                "/applications/" + id + "/edit",
                edit + "beneficiary",
                edit + "details/stay",
                edit + "bills",
                edit + "bills/new",
                edit + "documents",
                edit + "bank",
                edit + "review",
                "/applications/" + id + "/withdraw",
                "/applications/" + id + "/discard",
                "/applications/" + id + "/form.pdf")) {
            assertThat(stranger.open(path).status()).as(path).isEqualTo(404);
        }
        stranger.open("/applications");
        for (String path :
                List.of("details/stay", "bills", "bills/new", "bank", "review", "beneficiary", "documents")) {
            stranger.post(edit + path, Map.of("hospital", "x"));
            assertThat(stranger.status()).as(path).isEqualTo(404);
        }
        stranger.post("/applications/" + id + "/discard", Map.of());
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stored().state()).isEqualTo(ApplicationState.DRAFT);
    }

    @Test
    void saysForWhomASchemeIsNotAndWhy() {
        browser.open("/applications/new?scheme=S06");
        assertThat(browser.body())
                .contains("This scheme is not for anybody of your family now", "Not for these people, and why");
        browser.open("/applications/new?scheme=S99");
        assertThat(browser.status()).isEqualTo(404);
    }

    @Test
    void showsWhatWasSentBackFirstAndTakesTheAnswerInPlace() {
        ApplicationView app = households.submitted(household, Money.of(10_000));
        User officer = households.staff(Role.SCRUTINY_OFFICER);
        app = decisions.take(app.id(), officer);
        UUID line = app.lines().getFirst().id();
        decisions.sendBack(
                app.id(),
                "DOCUMENT_UNREADABLE",
                "The second page is dark.",
                Map.of(line, "Is this the final bill?"),
                app.version(),
                officer);
        browser.open("/");
        assertThat(browser.body())
                .contains(
                        "One application was sent back to you.",
                        "A document cannot be read",
                        "The second page is dark.");
        String edit = edit(app.id().toString());
        browser.open("/applications/" + app.id());
        assertThat(browser.body()).contains("Sent back to you", "Is this the final bill?", "Answer now");
        browser.open(edit + "bills");
        assertThat(browser.body()).contains("The reviewer says: Is this the final bill?");
        browser.open(edit + "documents")
                .upload(edit + "documents/HOSPITAL_BILL", "clear.pdf", SampleFiles.pdf("clear " + app.id()));
        browser.open(edit + "review").send(edit + "review", Map.of("declared", "yes", "comment", "A clear copy."));
        assertThat(browser.path()).isEqualTo("/applications/" + app.id());
        assertThat(browser.body()).contains("The same application goes on.", "A clear copy.");
        assertThat(stored().state()).isEqualTo(ApplicationState.UNDER_REVIEW);
        assertThat(browser.body()).doesNotContain(officer.displayName());
    }

    @Test
    void withdrawsAfterSayingWhatThatMeans() {
        ApplicationView app = households.submitted(household, Money.of(10_000));
        String withdraw = "/applications/" + app.id() + "/withdraw";
        browser.open(withdraw);
        assertThat(browser.body()).contains(String.valueOf(app.number()), "taken back for good");
        browser.send(withdraw, Map.of("comment", "Paid by insurance"));
        assertThat(browser.body()).contains("is withdrawn.");
        assertThat(stored().state()).isEqualTo(ApplicationState.WITHDRAWN);
        browser.open("/applications");
        assertThat(browser.body()).contains("History", "Financial year 2026-27", "Withdrawn");
    }

    @Test
    void discardsADraft() {
        begin();
        String discard = "/applications/" + only().id() + "/discard";
        browser.open(discard).send(discard, Map.of());
        assertThat(browser.path()).isEqualTo("/applications");
        assertThat(browser.body()).contains("The draft is discarded.", "You have no applications yet");
    }

    @Test
    void printsTheFormInBothLanguages() throws IOException {
        ApplicationView app = households.submitted(household, Money.of(10_000));
        String path = "/applications/" + app.id() + "/form.pdf";
        assertThat(text(browser.download(path)))
                .contains(String.valueOf(app.number()), "City Hospital", "₹10,000", "₹6,000", "5 Nov 2026")
                .doesNotContain("67259753", household.bankAccountId().toString());
        browser.open("/applications").post("/language", Map.of("language", "hi", "back", "/applications"));
        assertThat(browser.body()).contains("मेरे आवेदन", "प्रगति में", "जमा किया गया");
        assertThat(text(browser.download(path))).contains("₹6,000", "छुट्टी की तारीख");
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void offersTheNewRulesWhenTheSchemeChangedMeanwhile() {
        browser.open("/applications/new?scheme=S11")
                .send(
                        "/applications/new",
                        Map.of("beneficiary", household.childId().toString()));
        String edit = edit(only().id().toString());
        UUID before = stored().schemeVersionId();
        browser.open(edit + "bills/new?head=COACHING")
                .send(
                        edit + "bills/new",
                        Map.of(
                                "head", "COACHING",
                                "billNumber", "C-1",
                                "billDate", "2026-11-05",
                                "vendor", "Academy",
                                "claimed", "8000"));
        browser.open(edit + "review");
        publishScheme.publish(schemes.version(before).definition(), LocalDate.of(2026, 11, 23), "test");
        browser.send(edit + "review", Map.of("declared", "yes"));
        assertThat(browser.status()).isEqualTo(409);
        assertThat(browser.body()).contains("The rules of this scheme changed", "href=\"#rules\"");
        assertThat(stored().state()).isEqualTo(ApplicationState.DRAFT);
        browser.send("/applications/" + only().id() + "/version", Map.of());
        assertThat(browser.body()).contains("Your application now follows the new rules.");
        assertThat(stored().schemeVersionId()).isNotEqualTo(before);
        assertThat(stored().lines()).hasSize(1);
    }

    @Test
    void tellsOfABillUsedBefore() {
        ApplicationView app = households.submitted(household, Money.of(10_000));
        var line = app.lines().getFirst();
        browser.open("/applications/new?scheme=S13")
                .send(
                        "/applications/new",
                        Map.of("beneficiary", household.spouseId().toString()));
        String id = applications
                .mine(user, Set.of(ApplicationState.DRAFT), null, 1)
                .getFirst()
                .id()
                .toString();
        browser.open(edit(id) + "bills/new?head=SURGEON")
                .send(
                        edit(id) + "bills/new",
                        Map.of(
                                "head", "SURGEON",
                                "billNumber", line.billNumber(),
                                "billDate", LocalDate.of(2026, 11, 5).toString(),
                                "vendor", line.vendor(),
                                "claimed", "10"));
        assertThat(browser.body()).contains("This was already part of your application " + app.number());
    }
}
