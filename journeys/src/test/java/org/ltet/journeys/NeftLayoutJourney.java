package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * PAY-3: an accounts officer lays the NEFT text out anew and sees beside it what comes of each change; an accounts
 * approver looks at the same on a phone and puts it in force.
 */
class NeftLayoutJourney {

    private static final String MAKER = "10000015";
    private static final String CHECKER = "10000016";
    private static final Pattern ONE = Pattern.compile(".*/payments/neft-layouts/[0-9a-f-]{36}$");

    @Test
    void twoPeopleMakeALayout() {
        Page maker = Browsers.signIn(Browsers.desk(), MAKER);
        Browsers.open(maker, "/payments/neft-layouts");
        Browsers.check(maker);
        maker.click("main form[action='/payments/neft-layouts'] button");
        maker.waitForURL(ONE);
        Browsers.check(maker);
        assertThat(maker.innerText("#preview pre")).contains("|");

        maker.fill("#separator", ";");
        maker.waitForCondition(
                () -> maker.innerText("#preview pre").contains(";"),
                new Page.WaitForConditionOptions().setTimeout(10_000));
        assertThat(maker.innerText("#preview pre")).doesNotContain("|");
        maker.fill("[id='columns.1.width']", "3");
        maker.waitForSelector("#preview .attention li a");
        Browsers.check(maker);
        Browsers.picture(maker, "neft-layout-faulty-desk");
        maker.fill("[id='columns.1.width']", "35");
        maker.waitForCondition(() -> maker.locator("#preview .attention").count() == 0);
        Browsers.picture(maker, "neft-layout-desk");
        maker.click("button.primary[value=save]");
        maker.fill("form[action$='/submit'] textarea", "The bank wants semicolons from December");
        maker.click("form[action$='/submit'] button");
        maker.waitForURL(ONE);
        String address = maker.url();
        assertThat(maker.locator("form[action$='/put-in-force']").count()).isZero();
        Browsers.leave(maker);

        Page checker = Browsers.signIn(Browsers.phone(), CHECKER);
        Browsers.open(checker, address);
        assertThat(checker.innerText("main")).contains("The bank wants semicolons");
        Browsers.check(checker);
        Browsers.picture(checker, "neft-layout-to-decide-phone");
        checker.click("form[action$='/put-in-force'] button");
        checker.waitForURL(Pattern.compile(".*/payments/neft-layouts.*"));
        Browsers.open(checker, "/payments/neft-layouts");
        assertThat(checker.innerText("#preview pre")).contains(";").doesNotContain("|");
        Browsers.check(checker);
        Browsers.picture(checker, "neft-layouts-phone");
        Browsers.leave(checker);
    }
}
