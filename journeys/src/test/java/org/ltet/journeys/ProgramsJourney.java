package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * ACC-8: a system admin registers a program of people; a member is asked on a phone, refuses, permits, and takes the
 * permission back. Only a browser shows whether the policy of the page lets its form lead to the program.
 */
class ProgramsJourney {

    private static final String SYSTEM_ADMIN = "10000019";
    private static final String MEMBER = "10000002";
    private static final String VERIFIER = "a-verifier-that-nobody-else-can-guess-0123456789";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /** On the member's own device, as RFC 8252 has it; nothing listens there. */
    private static final String DONE = "http://127.0.0.1:49152/done";

    @Test
    void aMemberPermitsAProgramAndTakesThePermissionBack() throws Exception {
        String client = registered();
        Page page = Browsers.phone();
        page.route(
                "http://127.0.0.1:49152/done**",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("text/plain")
                        .setBody("the program")));
        Browsers.signIn(page, MEMBER);

        Browsers.open(page, wish(client));
        assertThat(page.innerText("main")).contains("Pocket passbook", "127.0.0.1");
        Browsers.check(page);
        Browsers.picture(page, "program-consent-phone");
        page.click("button[value=deny]");
        page.waitForURL(DONE + "**");
        assertThat(page.url()).contains("error=access_denied", "state=of-this-phone");

        Browsers.open(page, wish(client));
        page.click("button[value=allow]");
        page.waitForURL(DONE + "**");
        Matcher code = CODE.matcher(page.url());
        assertThat(code.find()).as(page.url()).isTrue();
        String token = token(client, code.group(1));
        assertThat(opens(token)).isEqualTo(200);

        Browsers.open(page, "/account/programs");
        assertThat(page.innerText("main")).contains("Pocket passbook");
        Browsers.check(page);
        Browsers.picture(page, "programs-phone");
        page.click("form[action$='/end'] button");
        assertThat(page.innerText("main")).doesNotContain("Read my notices");
        assertThat(opens(token)).as("the permission has ended").isEqualTo(401);
        Browsers.leave(page);
    }

    private static String registered() {
        Page page = Browsers.desk();
        Browsers.signIn(page, SYSTEM_ADMIN);
        Browsers.open(page, "/operations/clients/new?kind=public");
        page.click("main form[action='/operations/clients'] button[type=submit]");
        assertThat(page.locator(".error-summary").isVisible()).isTrue();
        Browsers.check(page);
        page.fill("#name", "Pocket passbook");
        page.fill("#contact", "apps@example.org");
        page.check("input[value='notifications:read']");
        page.fill("#redirectUris", DONE);
        Browsers.picture(page, "program-new-desk");
        page.click("main form[action='/operations/clients'] button[type=submit]");
        page.waitForURL(Pattern.compile(".*/operations/clients/[0-9a-f-]{36}$"));
        Browsers.check(page);
        Browsers.picture(page, "program-desk");
        String client = page.locator("main dl.facts code").first().innerText();
        Browsers.leave(page);
        return client;
    }

    private static String wish(String client) throws Exception {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return "/oauth2/authorize?"
                + form(Map.of(
                        "response_type", "code",
                        "client_id", client,
                        "redirect_uri", DONE,
                        "scope", "notifications:read",
                        "state", "of-this-phone",
                        "code_challenge", challenge,
                        "code_challenge_method", "S256"));
    }

    private static String token(String client, String code) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                ask(HttpRequest.newBuilder(URI.create(RunningPortal.get().address() + "/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                                "grant_type", "authorization_code",
                                "client_id", client,
                                "code", code,
                                "redirect_uri", DONE,
                                "code_verifier", VERIFIER)))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonParser.parseString(answer.body())
                .getAsJsonObject()
                .get("access_token")
                .getAsString();
    }

    private static int opens(String token) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(RunningPortal.get().address() + "/api/v1/notifications"))
                        .header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
