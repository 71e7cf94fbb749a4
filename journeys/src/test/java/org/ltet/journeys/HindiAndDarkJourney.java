package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same pages in Hindi and in the dark scheme: readable, and still within the screen (UX-1, UX-2). */
class HindiAndDarkJourney {

    @ParameterizedTest
    @ValueSource(strings = {"10000002", "10000011", "10000015", "10000019"})
    void everyPageOfTheNavigation(String number) {
        Page page = Browsers.signIn(Browsers.phone(), number);
        page.locator("button[name=language][value=hi]").click();
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("hi");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        List<String> addresses = Stream.concat(
                        Stream.of("/design"),
                        page.locator("nav.menu a, nav.top-actions a").all().stream()
                                .map(link -> link.getAttribute("href")))
                .distinct()
                .toList();
        for (String address : addresses) {
            Browsers.open(page, address);
            Browsers.picture(page, "%s-%s-hindi-dark".formatted(number, address.replace('/', '_')));
            Browsers.check(page);
        }
        page.locator("button[name=language][value=en]").click();
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        Browsers.leave(page);
    }
}
