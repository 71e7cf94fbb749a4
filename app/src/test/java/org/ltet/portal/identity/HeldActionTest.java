package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

@DisplayName("A form that waits for the second factor (ACC-4)")
class HeldActionTest {

    @Test
    void keepsWhatWasTypedButNoNumberThatIsSealedElsewhere() {
        MockHttpServletRequest request = sent("/profile/bank-account");
        request.setParameters(Map.of("number", "1234567890", "numberAgain", "1234567890", "ifsc", "HDFC0000060"));
        HeldAction.hold(request);
        assertThat(HeldAction.take(request).orElseThrow().fields()).containsOnlyKeys("ifsc");
    }

    @Test
    void keepsNumbersOfPeople() {
        MockHttpServletRequest request = sent("/operations/factors");
        request.setParameters(Map.of("number", "10000011"));
        HeldAction.hold(request);
        assertThat(HeldAction.take(request).orElseThrow().fields()).containsOnlyKeys("number");
    }

    @Test
    void doesNotKeepWhatLeadsToAProgram() {
        MockHttpServletRequest request = sent("/oauth2/authorize");
        HeldAction.hold(request);
        assertThat(HeldAction.isThere(request)).isFalse();
    }

    private static MockHttpServletRequest sent(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setContentType("application/x-www-form-urlencoded");
        request.getSession(true);
        return request;
    }
}
