package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * ACC-1, ACC-2, ACC-3, ACC-6: a member signs in for the first time by a code that the SMS gateway's simulator shows, on
 * a phone; mistypes the password; and looks where the account is in use. The browser solves the check by itself.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessJourney {

    private static final String NUMBER = "10000150";
    private static final String PASSWORD = "violet tractor under seven moons";
    private static final Pattern CODE = Pattern.compile("\"text\":\"(\\d{6}) ");

    @Test
    @Order(1)
    void aMemberGetsInForTheFirstTime() throws Exception {
        Page page = Browsers.phone();
        page.navigate("/sign-in");
        Browsers.check(page);
        page.click("a[href='/access/first']");
        Browsers.check(page);
        Browsers.picture(page, "access-first-phone");
        page.fill("#name", NUMBER);
        page.click("main button[type=submit]");
        page.waitForURL("**/access/code");
        Browsers.check(page);
        page.fill("#code", "000000");
        page.click("main button[type=submit]");
        assertThat(page.locator(".error-summary").isVisible()).isTrue();
        page.fill("#code", code());
        page.click("main button[type=submit]");
        page.waitForURL("**/access/password");
        Browsers.check(page);
        Browsers.picture(page, "access-password-phone");
        page.fill("#password", PASSWORD);
        page.fill("#again", PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL("**/sign-in?passwordSet");
        signIn(page, PASSWORD);
        assertThat(page.url()).doesNotContain("sign-in");
        page.navigate("/account/security");
        Browsers.check(page);
        Browsers.picture(page, "account-security-phone");
        Browsers.leave(page);
    }

    @Test
    @Order(2)
    void afterAMistypedPasswordTheBrowserSolvesTheCheckByItself() {
        Page page = Browsers.desk();
        page.navigate("/sign-in");
        signIn(page, "wrong");
        page.waitForURL("**/sign-in?failed");
        assertThat(page.inputValue("#number")).isEqualTo(NUMBER);
        Browsers.check(page);
        signIn(page, PASSWORD);
        page.waitForURL(address -> !address.contains("/sign-in"));
        Browsers.leave(page);
    }

    @Test
    @Order(3)
    void withoutScriptTheFormSaysHowLongToWait() {
        Page page = Browsers.phoneWithoutScript();
        page.navigate("/access/forgotten");
        assertThat(page.locator(".puzzle").innerText()).contains("15");
        page.fill("#name", NUMBER);
        page.click("main button[type=submit]");
        assertThat(page.locator(".error-summary").isVisible()).isTrue();
        assertThat(page.inputValue("#name")).isEqualTo(NUMBER);
        page.waitForTimeout(16_000);
        page.click("main button[type=submit]");
        assertThat(page.url()).endsWith("/access/code");
        Browsers.leave(page);
    }

    @Test
    @Order(4)
    void theWarningBeforeTheEndOfASessionLetsThePersonStay() {
        Page page = Browsers.desk();
        page.route("**/account/session", route -> {
            if (route.request().method().equals("GET")) {
                route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"seconds\":100}"));
            } else {
                route.resume();
            }
        });
        page.navigate("/sign-in");
        signIn(page, PASSWORD);
        page.waitForSelector("dialog[data-session][open]");
        assertThat(page.locator("[data-left]").innerText()).startsWith("1:");
        Browsers.check(page);
        page.click("dialog[data-session] button");
        page.waitForCondition(() -> page.locator("dialog[data-session][open]").count() == 0);
        Browsers.leave(page);
    }

    private static void signIn(Page page, String password) {
        page.fill("#number", NUMBER);
        page.fill("#password", password);
        page.click("main button[type=submit]");
    }

    private static String code() throws IOException, InterruptedException {
        HttpRequest newest = HttpRequest.newBuilder(
                        URI.create(RunningPortal.get().simulators() + "/sms/admin/messages?limit=1"))
                .build();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end) {
                Matcher code = CODE.matcher(client.send(newest, HttpResponse.BodyHandlers.ofString())
                        .body());
                if (code.find()) {
                    return code.group(1);
                }
                Thread.sleep(300);
            }
        }
        throw new AssertionError("No code came by SMS");
    }
}
