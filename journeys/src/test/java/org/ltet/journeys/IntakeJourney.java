package org.ltet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A bill from the phone to the reviewer's eye: sent over a line that breaks, read, and seen where it says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IntakeJourney {

    private static final String MEMBER = "10000001";
    private static final String SCRUTINY = "10000011";
    private static final String PIECES = "**/edit/uploads/*";

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Kolkata"));
    private String application = "";

    @Test
    @Order(1)
    void theBillStandsBesideItsFormWithTheFieldsMarked() {
        Page page = Browsers.signIn(Browsers.phone(), MEMBER);
        page.navigate("/applications/new?scheme=S13");
        page.locator("input[name=beneficiary]").first().check();
        page.locator("main form button.primary").first().click();
        application = page.url().replaceAll(".*/applications/([0-9a-f-]{36}).*", "$1");
        page.navigate(edit("details/stay"));
        page.fill("#hospital", "Jeevan Jyoti Hospital, Mumbai");
        page.fill("#surgery", "Hernia repair");
        page.locator("input[name=listedDisease][value=false]").check();
        page.fill("#admissionDate", today.minusDays(12).toString());
        page.fill("#dischargeDate", today.minusDays(7).toString());
        page.locator("button[name=_then][value=next]").first().click();

        page.navigate(edit("bills"));
        Browsers.check(page);
        page.setInputFiles(
                "#photo", new FilePayload("bill.png", "image/png", Papers.bill("JJ-9041", today.minusDays(7))));
        page.locator("#photos a.btn").click();
        assertThat(page.locator("#billNumber")).hasValue("JJ-9041", patiently());
        assertThat(page.locator("#claimed")).hasValue(Pattern.compile("50,?500(\\.00)?"));
        Locator mark = page.locator("rect[data-mark=TOTAL]");
        assertThat(mark).isVisible();
        Browsers.check(page);
        Browsers.picture(page, "member-bill-read-phone");
        page.locator("a[data-mark=TOTAL]").click();
        assertThat(mark).hasClass(Pattern.compile("shown"));
        page.locator("input[name=head][value=SURGEON], #head").first().evaluate("""
                field => { if (field.tagName === 'SELECT') field.value = 'SURGEON'; else field.checked = true; }""");
        page.locator("main form button.primary").first().click();
        page.waitForURL("**/edit/bills");
        Browsers.leave(page);
    }

    @Test
    @Order(2)
    void aFileGoesOnWhereItStoppedWhenTheConnectionBreaks() {
        Page page = Browsers.signIn(Browsers.phone(), MEMBER);
        page.navigate(edit("documents"));
        Browsers.check(page);
        Browsers.picture(page, "member-documents-phone");
        List<String> offsets = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean broken = new AtomicBoolean();
        page.route(PIECES, route -> {
            String offset = route.request().headerValue("upload-offset");
            if (offset != null) {
                offsets.add(offset);
            }
            if ("524288".equals(offset) && broken.compareAndSet(false, true)) {
                route.abort("connectionreset");
            } else {
                route.resume();
            }
        });
        page.setInputFiles("#HOSPITAL_BILL", new FilePayload("large.png", "image/png", Papers.large()));
        Locator section = page.locator("section:has(#need-HOSPITAL_BILL)");
        assertThat(section.locator("[data-say]")).containsText("No connection");
        Browsers.picture(page, "member-upload-paused-phone");
        assertThat(section.locator(".files")).containsText("large.png");
        assertThat(section.locator("[data-sending] li")).hasCount(0);
        Assertions.assertThat(offsets)
                .startsWith("0", "524288", "524288", "1048576")
                .containsOnlyOnce("0");
        page.unroute(PIECES);

        page.setInputFiles("#DISCHARGE_SUMMARY", new FilePayload[] {
            new FilePayload("one.pdf", "application/pdf", Papers.pdf("One")),
            new FilePayload("two.pdf", "application/pdf", Papers.pdf("Two")),
            new FilePayload("three.pdf", "application/pdf", "no pdf".getBytes(StandardCharsets.UTF_8))
        });
        Locator summary = page.locator("section:has(#need-DISCHARGE_SUMMARY)");
        assertThat(summary.locator(".files li")).hasCount(2);
        assertThat(summary.locator(".refused")).containsText("is not a PDF file inside");
        Browsers.check(page);
        Browsers.picture(page, "member-upload-done-phone");
        Browsers.leave(page);
    }

    @Test
    @Order(3)
    void theReviewerSeesAtOnceWhereTheAmountCameFrom() {
        Page member = Browsers.signIn(Browsers.phone(), MEMBER);
        member.navigate(edit("bank"));
        member.locator("input[name=bankAccount]").first().check();
        member.locator("button[name=_then][value=next]").first().click();
        member.navigate(edit("review"));
        member.locator("input[name=declared]").check();
        member.locator("form:has(#declared) button.primary").click();
        Browsers.leave(member);

        Page officer = Browsers.signIn(Browsers.desk(), SCRUTINY);
        officer.navigate("/review/" + application);
        officer.locator("a[data-show=TOTAL]").first().click();
        Locator mark = officer.locator("#viewer rect[data-mark=TOTAL]");
        assertThat(mark).hasClass(Pattern.compile("shown"));
        assertThat(mark).isInViewport();
        assertThat(officer.locator("#viewer [data-words] text")).not().hasCount(0);
        Browsers.check(officer);
        Browsers.picture(officer, "review-document-desk");

        Locator pages = officer.locator("#viewer [data-pages]");
        pages.focus();
        officer.keyboard().press("+");
        assertThat(officer.locator("#viewer .sheet")).hasAttribute("style", Pattern.compile("150%"));
        officer.keyboard().press("r");
        assertThat(officer.locator("#viewer .sheet")).hasClass(Pattern.compile("turned"));
        Browsers.picture(officer, "review-document-turned-desk");
        officer.evaluate("""
                () => {
                  const words = document.querySelectorAll('#viewer [data-words] text');
                  const range = document.createRange();
                  range.setStartBefore(words[0]);
                  range.setEndAfter(words[2]);
                  getSelection().removeAllRanges();
                  getSelection().addRange(range);
                }""");
        Object copied = officer.evaluate("""
                () => {
                  const data = new DataTransfer();
                  const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
                  document.querySelector('#viewer [data-pages]').dispatchEvent(event);
                  return data.getData('text/plain');
                }""");
        Assertions.assertThat(String.valueOf(copied)).contains("Jeevan Jyoti Hospital");
        String before = officer.locator("#viewer .tabs a[aria-current]").getAttribute("href");
        pages.focus();
        officer.keyboard().press("]");
        assertThat(officer.locator("#viewer .tabs a[aria-current]")).not().hasAttribute("href", before);
        assertThat(officer.locator("#viewer [data-pages]")).isFocused();
        Assertions.assertThat(officer.url()).doesNotContain("document=");
        Browsers.leave(officer);

        Page plain = Browsers.signIn(Browsers.phoneWithoutScript(), MEMBER);
        plain.navigate("/applications/" + application);
        plain.locator(".files a[href$='/view']").first().click();
        assertThat(plain.locator(".sheet img").first()).isVisible();
        Browsers.picture(plain, "member-document-phone");
        Browsers.leave(plain);
    }

    /** Reading takes seconds, more on a machine that is busy. */
    private static LocatorAssertions.HasValueOptions patiently() {
        return new LocatorAssertions.HasValueOptions().setTimeout(60_000);
    }

    private String edit(String step) {
        return "/applications/" + application + "/edit/" + step;
    }
}
