package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("Who was refused what stands in the log, and nothing that the request brought along")
class RefusalsInTheLogTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Test
    void aPageOfAnotherRoleAndAForgedForm(CapturedOutput log) {
        String number = People.with(accounts, Role.MEMBER);
        String account = accounts.byEmployeeNumber(number).orElseThrow().id().toString();
        WebSession member = People.signedIn(port, number);
        assertThat(member.get("/operations/people/forged-line").statusCode()).isEqualTo(403);
        assertThat(member.post("/account/password", Map.of("_csrf", "forged")).statusCode())
                .isEqualTo(403);
        assertThat(log.getOut()
                        .lines()
                        .filter(line -> line.contains("Refused GET /operations/people/{number} to " + account)))
                .hasSize(1);
        assertThat(log.getOut().lines().filter(line -> line.contains("a form without the token of its page")))
                .hasSize(1);
        assertThat(log.getOut()).doesNotContain("forged-line");
    }
}
