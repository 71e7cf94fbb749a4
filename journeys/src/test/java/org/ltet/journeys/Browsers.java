package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Chromium as the person of a journey has it: a wide screen, a small phone, or one without JavaScript. */
final class Browsers {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final Browser CHROMIUM = PLAYWRIGHT
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(
                            Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"))));

    /** What the portal's own scripts did not catch, since somebody looked. */
    private static final List<String> SCRIPT_FAULTS = new CopyOnWriteArrayList<>();

    private Browsers() {}

    static Page desk() {
        return page(1440, 900, true);
    }

    static Page phone() {
        return page(360, 740, true);
    }

    static Page phoneWithoutScript() {
        return page(360, 740, false);
    }

    /** At the host name that passkeys are bound to; an address in figures is none. */
    static Page deskOnLocalhost() {
        return page(1440, 900, true, RunningPortal.get().address().replace("127.0.0.1", "localhost"));
    }

    private static Page page(int width, int height, boolean script) {
        return page(width, height, script, RunningPortal.get().address());
    }

    private static Page page(int width, int height, boolean script, String address) {
        BrowserContext context = CHROMIUM.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setJavaScriptEnabled(script)
                .setAcceptDownloads(true)
                .setLocale("en-IN")
                .setBaseURL(address));
        context.setDefaultTimeout(20_000);
        context.onWebError(fault -> SCRIPT_FAULTS.add(fault.page().url() + ": " + fault.error()));
        return context.newPage();
    }

    /** Signs a person of the demonstration in. */
    static Page signIn(Page page, String number) {
        page.navigate("/sign-in");
        page.fill("#number", number);
        page.fill("#password", RunningPortal.PASSWORD);
        page.click("main button[type=submit]");
        assertThat(page.url()).as("%s is signed in", number).doesNotContain("/sign-in");
        if (page.url().endsWith("/second-factor")) {
            page.fill("#code", Authenticator.code(number));
            page.click("main form[action='/second-factor'] button[type=submit]");
            assertThat(page.url()).as("%s gave the second factor", number).doesNotContain("/second-factor");
        }
        return page;
    }

    /** Closes the browser's window once its last answer is there: one that is closed on its way sometimes never closes. */
    static void leave(Page page) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        checkScripts();
        page.context().close();
    }

    /** Opens a page that must answer: an error page would pass every other check. */
    static void open(Page page, String address) {
        assertThat(page.navigate(address).status()).as(address).isEqualTo(200);
    }

    /** Keeps two pictures, as the page looks before anyone scrolls: the first screen for the guides, and all of it. */
    static void picture(Page page, String name) {
        page.evaluate("() => window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve("whole").resolve(name + ".png"))
                .setFullPage(true));
    }

    /** The page fits its screen, and has no fault that the accessibility rules of WCAG 2.2 AA can find (UX-1). */
    static void check(Page page) {
        checkScripts();
        Object overflow =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue())
                .as("%s scrolls sideways", page.url())
                .isLessThanOrEqualTo(0);
        AxeResults results = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze();
        assertThat(results.getViolations().stream()
                        .map(violation -> violation.getId() + ": "
                                + violation.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .limit(3)
                                        .toList())
                        .toList())
                .as("accessibility of %s", page.url())
                .isEmpty();
    }

    private static void checkScripts() {
        List<String> faults = List.copyOf(SCRIPT_FAULTS);
        SCRIPT_FAULTS.clear();
        assertThat(faults).as("faults in scripts").isEmpty();
    }
}
