package org.ltet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the script adds to the form of an application on a small phone: nothing typed is lost (APP-4, UX-4). */
class DraftKeepingJourney {

    private static final int SMALLEST = 320;
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private Page page = Browsers.phone();

    @BeforeEach
    void signsIn() {
        page.setViewportSize(SMALLEST, 700);
        Browsers.signIn(page, "10000001");
    }

    @AfterEach
    void closes() {
        Browsers.leave(page);
    }

    private void begin(String scheme, Pattern beneficiary) {
        page.navigate("/applications/new?scheme=" + scheme);
        Browsers.check(page);
        page.locator("label.choice")
                .filter(new Locator.FilterOptions().setHasText(beneficiary))
                .first()
                .click();
        page.locator("main button[type=submit]").last().click();
        page.waitForURL("**/edit/**");
    }

    @Test
    void keepsWhatWasTypedWithoutAConnectionAndSavesItLater() {
        begin("S13", Pattern.compile("yourself"));
        String form = page.url();
        Browsers.check(page);
        page.fill("#hospital", "City Hospital");
        page.locator("#hospital").blur();
        assertThat(page.locator("[data-status]")).hasText("All changes are saved.");

        page.context().setOffline(true);
        page.fill("#surgery", "Gall bladder");
        page.locator("#surgery").blur();
        assertThat(page.locator("[data-status]")).containsText("kept on this device");
        page.context().setOffline(false);
        page.navigate("about:blank");
        page.navigate(form);
        assertThat(page.locator("#hospital")).hasValue("City Hospital");
        assertThat(page.locator("#surgery")).hasValue("Gall bladder");
        page.waitForFunction("() => Object.keys(localStorage).every(key => !key.startsWith('draft:'))");
        page.navigate(form);
        assertThat(page.locator("#surgery")).hasValue("Gall bladder");
    }

    @Test
    void tellsThatAnotherTabSavedSomethingElse() {
        begin("S13", Pattern.compile("yourself"));
        Page other = page.context().newPage();
        other.navigate(page.url());
        page.fill("#hospital", "First");
        page.locator("#hospital").blur();
        assertThat(page.locator("[data-status]")).hasText("All changes are saved.");
        other.fill("#hospital", "Second");
        other.locator("#hospital").blur();
        assertThat(other.locator("[data-status]")).containsText("Press “Save and continue” to see both");
        other.locator("button[value=leave]").click();
        assertThat(other.locator(".error-summary")).containsText("“First”");
        assertThat(other.locator("#hospital")).hasValue("Second");
        Browsers.check(other);
    }

    @Test
    void showsQuestionsThatFollowFromAnAnswerAndKeepsTheFocus() {
        begin("S12", Pattern.compile("yourself"));
        assertThat(page.locator("[name=result]")).hasCount(0);
        Locator level = page.getByLabel("International");
        level.check();
        assertThat(page.locator("[name=result]").first()).isVisible();
        assertThat(page.locator("[name=place]")).hasCount(0);
        assertThat(page.getByLabel("International")).isFocused();
        page.locator("button[value=leave]").click();
        page.waitForURL("**/applications");
        Browsers.check(page);
    }

    @Test
    void reckonsABillWhileItIsTypedAndTakesFilesAtOnce() {
        begin("S13", Pattern.compile("yourself"));
        String edit = page.url().replaceAll("/edit/.*", "/edit/");
        page.navigate(edit + "bills/new");
        Browsers.check(page);
        page.getByText("Room rent").click();
        page.fill("#billNumber", "R-" + System.nanoTime());
        page.locator("#billDate")
                .fill((String) page.evaluate("() => new Date(Date.now() - 10 * 86400000).toISOString().slice(0, 10)"));
        page.fill("#vendor", "City Hospital");
        page.fill("#quantity", "5");
        page.fill("#claimed", "32500");
        page.locator("#claimed").blur();
        assertThat(page.locator("#receive b")).hasText("₹12,000");
        Browsers.check(page);
        page.getByText("Save the bill").click();
        page.waitForURL("**/edit/bills");
        assertThat(page.locator("#receive b")).hasText("₹12,000");
        Browsers.check(page);
        Browsers.picture(page, "member-bills-phone");

        page.navigate(edit + "documents");
        Browsers.check(page);
        page.setInputFiles(
                "#HOSPITAL_BILL", new com.microsoft.playwright.options.FilePayload("bill.png", "image/png", PICTURE));
        assertThat(page.locator("section", new Page.LocatorOptions().setHasText("Hospital bill")))
                .containsText("bill.png");
        page.setInputFiles(
                "#DISCHARGE_SUMMARY",
                new com.microsoft.playwright.options.FilePayload(
                        "summary.pdf", "application/pdf", "<html>".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("section:has(#DISCHARGE_SUMMARY) .refused")).containsText("is not a PDF");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        Browsers.check(page);
        for (String step : new String[] {"beneficiary", "bank", "review"}) {
            page.navigate(edit + step);
            Browsers.check(page);
            Browsers.picture(page, "member-" + step + "-phone");
        }
    }
}
