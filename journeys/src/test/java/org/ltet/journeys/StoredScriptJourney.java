package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A member types scripts wherever text is taken; then every role walks through its pages in a real browser. None of them
 * runs, and none comes so far that the content policy has to stop it: what was typed is text.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Scripts in free text, in a browser, for every role")
class StoredScriptJourney {

    private static final String MEMBER = "10000001";
    private static final String MARK = "xssprobe";
    private static final String SCRIPT = "\"'> <img src=x onerror=window." + MARK + "=1> <script> window." + MARK
            + "=1 </script> <svg onload=window." + MARK + "=1>";
    private static final String SHORT = "'\"> <svg onload=window." + MARK + "=1>";
    private static final int MOST_PAGES = 20;

    private static final String WATCH = """
            window.stopped = [];
            document.addEventListener('securitypolicyviolation', event =>
                window.stopped.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));""";

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Kolkata"));

    /** Where what was typed is read; to who may not read it, these pages do not exist. */
    private List<String> written = List.of();

    @BeforeAll
    void aMemberTypesScriptsEverywhere() {
        Page page = Browsers.signIn(Browsers.desk(), MEMBER);
        page.navigate("/profile/contact");
        page.fill("#line", SCRIPT);
        page.fill("#city", SHORT);
        save(page, "form[action='/profile/contact']");
        page.navigate("/my-data/new/grievance");
        page.fill("#words", SCRIPT);
        save(page, "form[action='/my-data/new/grievance']");
        String request = page.url().replaceAll(".*/([0-9a-f-]{36}).*", "$1");

        page.navigate("/applications/new?scheme=S13");
        page.locator("input[name=beneficiary]").first().check();
        page.locator("main form button.primary").first().click();
        String application = page.url().replaceAll(".*/applications/([0-9a-f-]{36}).*", "$1");
        String edit = "/applications/" + application + "/edit/";
        written = List.of("/applications/" + application, "/review/" + application, "/data-requests/" + request);
        page.navigate(edit + "details/stay");
        page.fill("#hospital", SHORT);
        page.fill("#surgery", SHORT);
        page.locator("input[name=listedDisease][value=false]").check();
        page.fill("#admissionDate", today.minusDays(12).toString());
        page.fill("#dischargeDate", today.minusDays(7).toString());
        page.locator("button[name=_then][value=next]").first().click();
        page.navigate(edit + "bills/new?head=SURGEON");
        page.fill("#billNumber", SHORT);
        page.fill("#billDate", today.minusDays(8).toString());
        page.fill("#vendor", SCRIPT);
        page.fill("#claimed", "1000");
        page.locator("main form.card button.primary").first().click();
        for (String type : List.of("HOSPITAL_BILL", "DISCHARGE_SUMMARY")) {
            page.navigate(edit + "documents");
            page.setInputFiles(
                    "#" + type,
                    new FilePayload("<img src=x onerror=" + MARK + ">.pdf", "application/pdf", Papers.pdf(type)));
            Locator sent = page.locator("section:has(#need-" + type + ") .files li");
            PlaywrightAssertions.assertThat(sent).hasCount(1);
        }
        page.navigate(edit + "bank");
        page.locator("input[name=bankAccount]").first().check();
        page.locator("button[name=_then][value=next]").first().click();
        page.navigate(edit + "review");
        page.locator("input[name=declared]").check();
        page.locator("form:has(#declared) button.primary").click();
        assertThat(page.locator("main").innerText()).contains("LTET/");
        Browsers.leave(page);
    }

    private static void save(Page page, String form) {
        page.locator(form + " button.primary").first().click();
        assertThat(page.locator(".error-summary").count()).as(page.url()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "member, 10000001, true",
        "scrutiny officer, 10000011, true",
        "sub-panel member, 10000013, false",
        "apex-panel member, 10000014, false",
        "accounts officer, 10000015, false",
        "accounts approver, 10000016, false",
        "trust admin, 10000017, true",
        "head, 10000018, false",
        "system admin, 10000019, false",
        "helpdesk agent, 10000020, false"
    })
    void stayText(String role, String number, boolean reads) {
        Page page = Browsers.desk();
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        page.addInitScript(WATCH);
        page.onDialog(dialog -> {
            ran.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        Browsers.signIn(page, number);
        Deque<String> ahead = new ArrayDeque<>(List.of("/"));
        ahead.addAll(written);
        Set<String> seen = new HashSet<>(ahead);
        int pages = 0;
        int marked = 0;
        while (!ahead.isEmpty() && pages < MOST_PAGES) {
            String path = ahead.pop();
            if (!String.valueOf(page.navigate(path).headers().get("content-type"))
                    .startsWith("text/html")) {
                continue;
            }
            pages++;
            assertThat(page.evaluate("() => window." + MARK + " === undefined"))
                    .as("nothing ran on %s", path)
                    .isEqualTo(true);
            assertThat((List<?>) page.evaluate("() => window.stopped"))
                    .as("stopped by the policy on %s", path)
                    .isEmpty();
            marked += page.content().contains(MARK) ? 1 : 0;
            for (Locator link : page.locator("nav.menu a[href^='/'], main a[href^='/']:not([download])")
                    .all()) {
                String next = String.valueOf(link.getAttribute("href")).replaceFirst("#.*", "");
                boolean pageItself =
                        !next.matches(".*(sign-out|export|\\.pdf|\\.zip|/documents/[0-9a-f-]{36}$|bundle).*");
                if (pageItself && seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        assertThat(ran).isEmpty();
        assertThat(pages).isGreaterThan(2);
        if (reads) {
            assertThat(marked).as("pages that show what was typed, as text").isPositive();
        }
        Browsers.leave(page);
    }

    /** The browser of this journey would notice: what it looks for happens where markup is not escaped. */
    @Test
    void wouldBeSeenIfTheyRan() {
        Page page = Browsers.desk();
        page.addInitScript(WATCH);
        page.navigate("/sign-in");
        page.evaluate("markup => document.querySelector('main').insertAdjacentHTML('beforeend', markup)", SCRIPT);
        page.waitForTimeout(500);
        assertThat((List<?>) page.evaluate("() => window.stopped")).isNotEmpty();
        Browsers.leave(page);
    }
}
