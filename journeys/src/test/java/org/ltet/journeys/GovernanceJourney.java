package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The system admin gives a role, reviews access and looks at the trail; the head decides on what is the admin's own. */
class GovernanceJourney {

    private static final String ADMIN = "10000019";
    private static final String HEAD = "10000018";
    private static final String OFFICER = "10000012";

    @Test
    void givesARoleReviewsAccessAndFollowsItInTheTrail() {
        Page desk = Browsers.desk();
        Browsers.signIn(desk, ADMIN);
        Browsers.open(desk, "/operations/people?q=arjun");
        Browsers.check(desk);
        desk.click("main table a");
        desk.selectOption("#role", "ACCOUNTS_APPROVER");
        desk.fill("#reason", "Covers for the accounts approver");
        desk.click("form[action$='/roles'] button[type=submit]");
        assertThat(desk.locator(".error-summary").innerText()).contains("do not go together");
        Browsers.picture(desk, "admin-conflict-desk");
        Browsers.check(desk);
        desk.selectOption("#role", "HELPDESK_AGENT");
        desk.fill("#ics", "BLDG");
        desk.click("form[action$='/roles'] button[type=submit]");
        assertThat(desk.locator("main").innerText()).contains("Helpdesk agent", "Companies: BLDG");
        Browsers.picture(desk, "admin-person-desk");
        Browsers.check(desk);

        Browsers.open(desk, "/operations/access-reviews");
        desk.click("form[action='/operations/access-reviews'] button");
        assertThat(desk.locator("main h1").innerText()).startsWith("Review of access");
        Browsers.picture(desk, "admin-review-desk");
        Browsers.check(desk);
        String review = desk.url();
        desk.fill("main tbody tr:first-child input[name^='reason-']", "Confirmed with the superior");
        desk.click("main tbody tr:first-child button:has-text('Keep')");
        assertThat(desk.locator(".banner.success").count()).isEqualTo(1);

        Page phone = Browsers.phone();
        Browsers.signIn(phone, HEAD);
        Browsers.open(phone, "/");
        assertThat(phone.locator("#review-panel").count()).isEqualTo(1);
        phone.navigate(review);
        Browsers.picture(phone, "admin-review-phone");
        Browsers.check(phone);

        Browsers.open(desk, "/operations/people/" + OFFICER);
        desk.click("a:has-text('Everything done to this account')");
        assertThat(desk.locator("main").innerText()).contains("Role given");
        Browsers.picture(desk, "admin-trail-desk");
        Browsers.check(desk);
        Browsers.leave(phone);
        Browsers.leave(desk);
    }

    @Test
    void thePagesFitAPhoneInBothLanguages() {
        Page phone = Browsers.phone();
        Browsers.signIn(phone, ADMIN);
        for (String language : List.of("en", "hi")) {
            Browsers.open(phone, "/");
            phone.click("footer button[value=" + language + "]");
            for (String address : List.of(
                    "/operations/people",
                    "/operations/people/" + OFFICER,
                    "/operations/role-imports",
                    "/operations/access-reviews",
                    "/operations/flags",
                    "/operations/networks",
                    "/audit")) {
                Browsers.open(phone, address);
                Browsers.picture(phone, "admin%s-phone-%s".formatted(address.replace('/', '_'), language));
                Browsers.check(phone);
            }
        }
        Browsers.leave(phone);
    }
}
