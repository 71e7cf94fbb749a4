package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The system admin looks whether everything works and what waits, and lets a part of the portal tell more for a while. */
@DisplayName("The operations page in a browser (OPS-5)")
class ConsoleJourney {

    private static final String ADMIN = "10000019";
    private static final String HOME = "/operations/console";

    @Test
    void looksWhatWorksAndWaitsByKeyboardAndByItself() {
        Page desk = Browsers.desk();
        Browsers.signIn(desk, ADMIN);
        Browsers.open(desk, HOME);
        assertThat(desk.locator("#now").innerText()).contains("Database", "PostgreSQL 18.", "Outbox");
        Browsers.picture(desk, "admin-console-desk");
        Browsers.check(desk);

        desk.locator("a[href='" + HOME + "?live=on']").focus();
        desk.keyboard().press("Enter");
        desk.waitForURL("**" + HOME + "?live=on");
        // what the page asks for by itself, without the wait for its time
        desk.waitForResponse(
                answer -> answer.url().endsWith(HOME + "/now?live=on") && answer.status() == 200,
                new Page.WaitForResponseOptions().setTimeout(30_000),
                () -> {});
        assertThat(desk.locator("#now").count()).isEqualTo(1);
        assertThat(desk.locator("#now[hx-get]").count()).isEqualTo(1);
        Browsers.check(desk);

        Browsers.open(desk, HOME + "/jobs?state=PLANNED");
        assertThat(desk.locator("main table tbody tr").count()).isGreaterThan(5);
        Browsers.picture(desk, "admin-console-jobs-desk");
        Browsers.check(desk);
        desk.locator("main table tbody tr:first-child button").focus();
        desk.keyboard().press("Enter");
        desk.waitForSelector(".banner");
        assertThat(desk.locator(".banner").innerText())
                .containsAnyOf("The job is due now", "A worker works on it right now");
        Browsers.leave(desk);
    }

    @Test
    void raisesALogLevelWithoutScript() {
        Page phone = Browsers.phoneWithoutScript();
        Browsers.signIn(phone, ADMIN);
        Browsers.open(phone, HOME + "/logs");
        phone.selectOption("#logger", "org.ltet.portal.schemes");
        phone.fill("#minutes", "5000");
        phone.click("form[action$='/logs'] button[type=submit]");
        assertThat(phone.locator(".error-summary").innerText()).contains("For how many minutes", "1440");
        Browsers.picture(phone, "admin-console-logs-wrong-phone");
        phone.fill("#minutes", "5");
        phone.click("form[action$='/logs'] button[type=submit]");
        assertThat(phone.locator(".banner.success").innerText()).contains("org.ltet.portal.schemes");
        Browsers.picture(phone, "admin-console-logs-raised-phone");
        phone.click("form[action$='/restore'] button");
        assertThat(phone.locator("main").innerText()).contains("Everything tells as usual");
        Browsers.leave(phone);
    }

    @Test
    void fitsAPhoneInBothLanguages() {
        Page phone = Browsers.phone();
        Browsers.signIn(phone, ADMIN);
        for (String language : List.of("en", "hi")) {
            Browsers.open(phone, "/");
            phone.click("footer button[value=" + language + "]");
            for (String part : List.of("", "/jobs?state=PLANNED", "/events", "/logs")) {
                Browsers.open(phone, HOME + part);
                Browsers.picture(phone, "admin-console%s-phone-%s".formatted(part.replaceAll("[/?=]", "-"), language));
                Browsers.check(phone);
            }
        }
        Browsers.leave(phone);
    }
}
