package org.ltet.portal.schemes.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finding a scheme (SCH-1 to SCH-4), as a member's browser sees it. */
@PortalTest
class SchemePagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void inNovember() {
        clock.reset();
    }

    private WebSession serving() {
        Household family = new Household(jdbc, accounts, "SERVING", LocalDate.of(2009, 6, 1));
        family.with("SPOUSE", "Sunita Patil", LocalDate.of(1970, 5, 5));
        family.with("CHILD", "Asha Patil", LocalDate.of(2008, 2, 29));
        return WebSession.signedIn(port, family.number, Household.PASSWORD);
    }

    private static String section(String page, String from) {
        return page.substring(page.indexOf(from));
    }

    @Test
    @DisplayName("SCH-1: what I can apply for, for whom and why; and what not, with the value found")
    void splitsTheSchemesWithReasons() {
        HttpResponse<String> answer = serving().get("/schemes");
        assertThat(answer.statusCode()).isEqualTo(200);
        String page = answer.body();
        String closed = section(page, "<details");
        String open = page.substring(0, page.indexOf("<details"));
        assertThat(open)
                .contains("Prize for academic performance", "For Asha Patil (child)", "Asha Patil is 18 years old")
                .contains("covered as spouse", "you have completed 17 years of service", "/applications/new?scheme=S04")
                .doesNotContain("Cataract surgery");
        assertThat(closed)
                .contains("Cataract surgery", "it is only for these members: retired; HR’s record says: serving")
                .contains("Merit scholarship", "closed now; open from 1 Jul 2027 to 31 Oct 2027")
                .doesNotContain("/applications/new?scheme=S06");
    }

    @Test
    @DisplayName("SCH-2: filters by category and words, in an address that can be shared")
    void filtersByCategoryAndWords() {
        WebSession session = serving();
        String medical = session.get("/schemes?category=MEDICAL").body();
        assertThat(medical).contains("Cataract surgery", "Physiotherapy").doesNotContain("Sports coaching");
        assertThat(session.get("/schemes?q=spectacles+dental").body())
                .contains("Spectacles, hearing and dental aids", "value=\"spectacles dental\"")
                .doesNotContain("Cataract surgery");
        assertThat(session.get("/schemes?q=%E0%A4%9A%E0%A4%B6%E0%A5%8D%E0%A4%AE%E0%A4%BE")
                        .body())
                .contains("Spectacles, hearing and dental aids");
        assertThat(session.get("/schemes?q=zzz").body()).contains("No scheme fits this search");
        assertThat(session.get("/schemes?category=NONSENSE&q=%3Cscript%3E").body())
                .contains("&lt;script>")
                .doesNotContain("<script>");
    }

    @Test
    void answersWithTheResultsAloneWhileOneTypes() {
        String part = serving().getPart("/schemes?q=cataract").body();
        assertThat(part)
                .contains("Cataract surgery", "0 open to you, 1 not now")
                .doesNotContain("<html", "<form");
    }

    @Test
    void showsAllSchemesToStaffWhoAreNoMembers() {
        String number = "52000001";
        accounts.open(new NewAccount(
                number,
                "Only Staff",
                number + "@example.in",
                Household.PASSWORD,
                Accounts.everywhere(Role.HELPDESK_AGENT)));
        WebSession session = WebSession.signedIn(port, number, Household.PASSWORD);
        assertThat(session.get("/schemes").body())
                .contains("14 schemes", "Cataract surgery")
                .doesNotContain("/applications/new");
        assertThat(session.get("/schemes/S06").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("SCH-3: what a scheme pays, who qualifies, documents, time, and what is left for each person")
    void showsOneSchemeInFull() {
        String page = serving().get("/schemes/S13").body();
        assertThat(page)
                .contains("60 % of the amount admitted", "Room rent: at most ₹4,000 a day")
                .contains("FY2026-27, for the family", "₹1,00,000")
                .contains("at least 1 year of service", "Discharge summary")
                .contains("Sub-panel: 24 working hours, for amounts from ₹10,001")
                .contains("For Sunita Patil (spouse)", "/applications/new?scheme=S13");
        assertThat(page.split("FY2026-27, for the family", -1))
                .as("told once, not for each person")
                .hasSize(2);
        assertThat(serving().get("/schemes/S04").body()).contains("90 % and above", "₹1,00,000");
        assertThat(serving().get("/schemes/S01").body())
                .contains("Closed now. Apply from 1 Jul 2027 to 31 Oct 2027")
                .doesNotContain("/applications/new");
    }

    @Test
    void showsTheEyeAlreadyPaidAsUsed() {
        Household family = new Household(jdbc, accounts, "RETIRED", LocalDate.of(1990, 6, 1));
        String page = WebSession.signedIn(port, family.number, Household.PASSWORD)
                .get("/schemes/S06")
                .body();
        assertThat(page).contains("Left eye: may be claimed now", "Right eye: may be claimed now");
    }

    @Test
    void answersInHindi() {
        WebSession session = serving();
        session.post("/language", Map.of("language", "hi", "back", "/schemes"));
        assertThat(session.get("/schemes").body())
                .contains("शैक्षणिक उपलब्धि पुरस्कार", "आपने 17 वर्ष की सेवा पूरी की है", "आवेदन करें");
        assertThat(session.get("/schemes/S13").body()).contains("मान्य राशि का 60 %");
    }

    @Test
    void knowsNoOtherScheme() {
        assertThat(serving().get("/schemes/S99").statusCode()).isEqualTo(404);
    }

    @Test
    void isClosedToStrangers() {
        HttpResponse<String> answer = new WebSession(port).get("/schemes");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getPath())
                .isEqualTo("/sign-in");
    }

    @Test
    void namesTheOpenSchemesOnTheHomePage() {
        assertThat(serving().get("/").body()).contains("Schemes for you", "/schemes/S13");
    }
}
