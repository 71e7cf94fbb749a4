package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ltet.portal.applications.AnswerSendBack;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.RecordedEvents;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.WithdrawApplication;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applications and reviewers of a company of its own for each test: the reviewers' scope is that company, so that
 * nothing of other tests is in their queues.
 */
@PortalTest
@Import({Households.class, RecordedEvents.class})
abstract class ReviewTestBase {

    static final String PASSWORD = "a long enough pass phrase";

    private static final AtomicInteger NUMBERS = new AtomicInteger(71_000_000);

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Applications applications;

    @Autowired
    AnswerSendBack answerSendBack;

    @Autowired
    WithdrawApplication withdrawApplication;

    @Autowired
    ReviewQueue queue;

    @Autowired
    ReviewFiles files;

    @Autowired
    TakeTask takeTask;

    @Autowired
    DecideTask decide;

    @Autowired
    ApproveMany approveMany;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    String company = "";

    @BeforeEach
    void ownCompany() {
        clock.reset();
        company = "IC" + NUMBERS.incrementAndGet();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    Household family() {
        Household household = households.serving();
        jdbc.sql("update people.member set ic = :ic where id = :id")
                .param("ic", company)
                .param("id", household.memberId())
                .update();
        return household;
    }

    /** Somebody with an account who reviews the company of this test. */
    User reviewer(Role... roles) {
        return reviewer(new Scope(Set.of(company), Set.of(), Set.of()), roles);
    }

    User reviewer(Scope scope, Role... roles) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        Map<Role, Scope> held = new EnumMap<>(Role.class);
        held.put(Role.MEMBER, Scope.EVERYWHERE);
        for (Role role : roles) {
            held.put(role, scope);
        }
        accounts.open(new NewAccount(number, "Reviewer " + number, number + "@example.in", PASSWORD, held));
        return accounts.user(number).orElseThrow();
    }

    ApplicationView submitted(int bill) {
        return households.submitted(family(), Money.of(bill));
    }

    List<ApplicationView> submitted(int many, int bill) {
        List<ApplicationView> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            all.add(submitted(bill));
        }
        return all;
    }

    /** Submitted, taken and forwarded by a scrutiny officer, so that the sub-panel has it. */
    ApplicationView atSubPanel(int bill, User scrutiny) {
        ApplicationView application = submitted(bill);
        takeTask.take(application.id(), scrutiny);
        long version = applications.get(application.id(), scrutiny).version();
        return decide.forward(application.id(), ReviewLevel.SUB_PANEL, null, version, scrutiny);
    }

    long version(UUID id, User user) {
        return applications.get(id, user).version();
    }

    /** The ids that a tab lists; its count must say the same number. */
    List<UUID> listed(User user, ReviewLevel level, QueueTab tab) {
        List<UUID> ids = queue.page(user, level, tab, QueueFilter.NONE, null, 200).tasks().stream()
                .map(ReviewTask::applicationId)
                .toList();
        assertThat(queue.counts(user, level, QueueFilter.NONE).of(tab))
                .as("count of %s", tab)
                .isEqualTo(ids.size());
        return ids;
    }

    /** In which tabs of the reviewer's queue the application is listed, every tab's count being that of its list. */
    List<QueueTab> tabs(UUID id, User user, ReviewLevel level) {
        List<QueueTab> tabs = new ArrayList<>();
        for (QueueTab tab : QueueTab.values()) {
            if (listed(user, level, tab).contains(id)) {
                tabs.add(tab);
            }
        }
        return tabs;
    }
}
