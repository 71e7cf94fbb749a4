package org.ltet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ACC-4: a passkey is made, opens the portal alone and as second factor, and is removed; in a real browser. */
class PasskeyJourney {

    private static final String SYSTEM_ADMIN = "10000019";
    private static final Pattern HOME = Pattern.compile("^http://localhost:\\d+/$");

    @Test
    void aSystemAdminUsesThePasskeyOfALaptop() {
        Page page = Browsers.deskOnLocalhost();
        CDPSession device = page.context().newCDPSession(page);
        String authenticator = plugIn(device);
        Browsers.signIn(page, SYSTEM_ADMIN);

        Browsers.open(page, "/account/factors");
        page.click("a[href='/account/passkeys/new']");
        Browsers.check(page);
        page.click("form[data-passkey-new] button[type=submit]");
        assertThat(page.locator("form[data-passkey-new] [role=alert]")).containsText("name of at most 100");
        page.fill("#name", "Office laptop");
        page.click("form[data-passkey-new] button[type=submit]");
        page.waitForURL("**/account/factors");
        assertThat(page.locator("main")).containsText("Office laptop");
        Browsers.picture(page, "factors-desk");
        Browsers.check(page);

        signOut(page);
        Browsers.check(page);
        page.click("[data-passkey='/sign-in/passkey'] button");
        page.waitForURL(HOME);
        Browsers.open(page, "/operations/factors");

        signOut(page);
        page.fill("#number", SYSTEM_ADMIN);
        page.fill("#password", RunningPortal.PASSWORD);
        page.click("main form[action='/sign-in'] button[type=submit]");
        page.waitForURL("**/second-factor");
        Browsers.picture(page, "second-factor-desk");
        Browsers.check(page);
        page.click("[data-passkey='/second-factor/passkey'] button");
        page.waitForURL(HOME);

        signOut(page);
        verifyUser(device, authenticator, false);
        page.click("[data-passkey='/sign-in/passkey'] button");
        assertThat(page.locator("[data-passkey] [role=alert]")).isVisible();
        verifyUser(device, authenticator, true);
        page.click("[data-passkey='/sign-in/passkey'] button");
        page.waitForURL(HOME);

        Browsers.open(page, "/account/factors");
        page.click("form[action$='/remove'] button");
        assertThat(page.locator(".banner.success")).isVisible();
        signOut(page);
        page.click("[data-passkey='/sign-in/passkey'] button");
        assertThat(page.locator("[data-passkey] [role=alert]")).containsText("not accepted");
        Browsers.leave(page);
    }

    private static void signOut(Page page) {
        page.click("form[action='/sign-out'] button");
        page.waitForURL("**/sign-in?signedOut");
    }

    private static String plugIn(CDPSession device) {
        device.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        return device.send("WebAuthn.addVirtualAuthenticator", parameters)
                .get("authenticatorId")
                .getAsString();
    }

    private static void verifyUser(CDPSession device, String authenticator, boolean verified) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("authenticatorId", authenticator);
        parameters.addProperty("isUserVerified", verified);
        device.send("WebAuthn.setUserVerified", parameters);
    }
}
