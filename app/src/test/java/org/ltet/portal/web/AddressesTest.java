package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
@DisplayName("After the choice of a language one stays on the portal (SEC-1)")
class AddressesTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r\n/evil.example",
                "/\u0000/evil.example",
                "/\u007f/evil.example",
                "/ /evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "https://evil.example",
                ""
            })
    void leadsHomeFromAnAddressThatIsNotOfThePortal(String back) {
        assertThat(after(back)).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({"/sign-in", "/schemes?category=MEDICAL&page=2", "/sign-in#number"})
    void leadsBackToAPageOfThePortal(String back) {
        assertThat(after(back)).isEqualTo(back);
    }

    private String after(String back) {
        WebSession session = new WebSession(port);
        session.get("/sign-in");
        String location = session.post("/language", Map.of("language", "en", "back", back))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.replaceFirst("^http://127\\.0\\.0\\.1:" + port, "");
    }
}
