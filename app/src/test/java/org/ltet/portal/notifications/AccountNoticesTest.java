package org.ltet.portal.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequestDesk;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName("Notices of sign-ins with a new device and of requests about own data (ACC-7, PRO-5)")
class AccountNoticesTest {

    private static final String PASSWORD = "a pass phrase for notices";

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    MyDataRequests mine;

    @Autowired
    DataRequestDesk desk;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private Household household;
    private String number = "";

    @BeforeEach
    void aMember() {
        clock.reset();
        household = households.serving();
        number = household.user().employeeNumber();
        accounts.open(new NewAccount(number, "Member", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
    }

    @Test
    void aDeviceThatWasNotSeenBeforeIsToldOnceAndTheFirstSignInOfAllIsNot() throws Exception {
        WebSession.signedIn(port, number, PASSWORD);
        WebSession.signedIn(port, number, PASSWORD);
        jdbc.sql("update identity.sign_in set device = 'Firefox, Windows' where account_id = ?")
                .param(accounts.byEmployeeNumber(number).orElseThrow().id())
                .update();
        assertThat(kinds()).isEmpty();

        WebSession member = WebSession.signedIn(port, number, PASSWORD);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(kinds()).containsExactly("NEW_DEVICE"));
        NoticeView notice = notices().getFirst();
        assertThat(notice.text()).contains("127.0.0.1");
        assertThat(notice.link()).isEqualTo("/account/security");
        assertThat(member.get("/inbox/" + notice.id()).body()).contains("Look at my sign-ins", "/account/security");

        WebSession.signedIn(port, number, PASSWORD);
        Thread.sleep(1_000);
        assertThat(kinds()).as("the same device again").containsExactly("NEW_DEVICE");
    }

    @Test
    void eachStepOfARequestThatConcernsTheMemberIsToldWithoutTheWordsOfEitherSide() {
        User trust = households.staff(Role.TRUST_ADMIN);
        UUID id = currentUser.runAs(
                household.user(), () -> mine.ask(DataRequest.Kind.GRIEVANCE, "my secret grief", household.user()));
        told("DATA_RECEIVED");
        currentUser.runAs(trust, () -> desk.take(id, version(id), trust));
        clock.advance(Duration.ofMinutes(1));
        currentUser.runAs(trust, () -> desk.askBack(id, "which secret", version(id), trust));
        told("DATA_ASKED");
        assertThat(notices().getFirst().asks()).isTrue();
        assertThat(notices().getFirst().link()).isEqualTo("/my-data");
        currentUser.runAs(household.user(), () -> mine.answer(id, "that secret", version(id), household.user()));
        clock.advance(Duration.ofMinutes(1));
        currentUser.runAs(trust, () -> desk.complete(id, "secret is mended", version(id), trust));
        told("DATA_ANSWERED");
        assertThat(notices())
                .hasSize(3)
                .allSatisfy(notice -> assertThat(notice.title() + notice.text() + notice.next())
                        .doesNotContain("secret"));
    }

    private int version(UUID id) {
        return mine.find(id, household.user()).version();
    }

    private void told(String kind) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(kinds()).contains(kind));
    }

    private List<String> kinds() {
        return jdbc.sql("select kind from notifications.notice where employee_number = ? order by created_at")
                .param(number)
                .query(String.class)
                .list();
    }

    private List<NoticeView> notices() {
        return inbox.page(household.user(), null, 50, Locale.ENGLISH).notices();
    }
}
