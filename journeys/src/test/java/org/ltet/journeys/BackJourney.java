package org.ltet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whoever goes back to a form that was refused gets the form with what was typed (UX-4). */
class BackJourney {

    @Test
    void comesBackToARefusedForm() {
        Page page = Browsers.desk();
        Browsers.signIn(page, "10000001");
        Browsers.open(page, "/profile/contact");
        page.fill("#email", "nobody");
        page.click("main form button[type=submit]");
        assertThat(page.locator(".error-summary")).isVisible();
        assertThat(page.locator("#email")).hasValue("nobody");

        // refused a second time, it is still the same form
        page.click("main form button[type=submit]");
        assertThat(page.locator(".error-summary")).isVisible();

        page.click("nav.top-actions a[href='/inbox']");
        page.waitForURL("**/inbox");
        page.goBack();
        assertThat(page).hasURL(RunningPortal.get().address() + "/profile/contact");
        assertThat(page.locator("#email")).hasValue("nobody");

        page.click("main form button[type=submit]");
        assertThat(page.locator(".error-summary")).isVisible();
        Response again = page.reload();
        Assertions.assertThat(again.request().method()).isEqualTo("GET");
        Assertions.assertThat(again.status()).isEqualTo(200);
        assertThat(page.locator("#email")).hasValue("nobody");

        page.navigate("/profile/contact");
        assertThat(page.locator("#email")).not().hasValue("nobody");
        Browsers.leave(page);
    }
}
