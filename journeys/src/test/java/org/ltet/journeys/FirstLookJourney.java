package org.ltet.journeys;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role signs in and walks through every page of its navigation, on a desk and on a phone. */
class FirstLookJourney {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10000001",
                "10000002",
                "10000003",
                "10000011",
                "10000012",
                "10000013",
                "10000014",
                "10000015",
                "10000016",
                "10000017",
                "10000018",
                "10000019",
                "10000020"
            })
    void walksThroughTheNavigation(String number) {
        for (Page page : List.of(Browsers.desk(), Browsers.phone())) {
            String size = page.viewportSize().width == 360 ? "phone" : "desk";
            Browsers.signIn(page, number);
            List<String> addresses = page.locator("nav.menu a, nav.top-actions a").all().stream()
                    .map(link -> link.getAttribute("href"))
                    .distinct()
                    .toList();
            for (String address : addresses) {
                Browsers.open(page, address);
                Browsers.picture(page, "%s-%s-%s".formatted(number, address.replace('/', '_'), size));
                Browsers.check(page);
            }
            Browsers.leave(page);
        }
    }

    /** The page of all components is checked as they are: one fault there is a fault on many pages (UX-1). */
    @Test
    void seesEveryComponent() {
        for (Page page : List.of(Browsers.desk(), Browsers.phone())) {
            Browsers.signIn(page, "10000002");
            Browsers.open(page, "/design");
            Browsers.picture(page, page.viewportSize().width == 360 ? "design-phone" : "design-desk");
            Browsers.check(page);
            Browsers.leave(page);
        }
    }
}
