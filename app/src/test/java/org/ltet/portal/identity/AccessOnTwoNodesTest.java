package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.PortalApplication;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.RealRedis;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestDatabase;
import org.ltet.portal.testing.WebSession;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes over one PostgreSQL and one Redis, with few system admins of their own. */
@DisplayName("A change of access counts at once on every node, and a system admin always remains (ACC-5, OPS-4)")
class AccessOnTwoNodesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(46_000_000);
    private static final String PASSWORD = "a long enough pass phrase";

    private static RealRedis redis;
    private static Map<String, Object> database;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
        database = TestDatabase.freshDatabase();
        first = node();
        second = node();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        redis.close();
    }

    private static ConfigurableApplicationContext node() {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.data.redis.url=" + redis.url(),
                "--portal.data-directory=target/test-data-nodes",
                "--portal.jobs.enabled=false",
                "--spring.main.banner-mode=off"));
        database.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new SpringApplicationBuilder(PortalApplication.class, StaffFactor.class)
                .run(arguments.toArray(String[]::new));
    }

    /** Far below the seconds after which a node would ask the database anyhow. */
    @Test
    void aRoleTakenAwayOnOneNodeIsGoneOnTheOther() {
        String officer = open(Role.SCRUTINY_OFFICER);
        User admin = user(open(Role.SYSTEM_ADMIN));
        WebSession session = WebSession.signedIn(port(second), officer, PASSWORD);
        for (int round = 0; round < 3; round++) {
            assertThat(session.get("/review").statusCode()).isEqualTo(200);
            first.getBean(ChangeRoles.class).revoke(officer, Role.SCRUTINY_OFFICER, "moved", version(officer), admin);
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> session.get("/review").statusCode() == 403);
            first.getBean(ChangeRoles.class)
                    .grant(
                            officer,
                            new RoleGrant(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE, null, "back", null),
                            version(officer),
                            admin);
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> session.get("/review").statusCode() == 200);
        }
        first.getBean(LockAccounts.class).lock(officer, "left", version(officer), admin);
        await().atMost(Duration.ofSeconds(1)).until(() -> session.get("/review").statusCode() == 302);
    }

    @Test
    void ofTwoAdminsWhoTakeEachOtherAwayAtTheSameMomentOneRemains() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<String> two = onlyAdmins();
            String one = two.getFirst();
            String other = two.getLast();
            Callable<Boolean> away = () -> revoke(first, one, user(other));
            Callable<Boolean> back = () -> revoke(second, other, user(one));
            assertThat(atOnce(List.of(away, back))).containsExactlyInAnyOrder(true, false);
            assertThat(admins()).isEqualTo(1);
        }
    }

    /** The same past all rules of the portal: two transactions that both have changed before either commits. */
    @Test
    void theDatabaseKeepsTheLastAdminAgainstTwoTransactionsAtOnce() throws Exception {
        for (String change : List.of(
                "delete from identity.role_assignment where role = 'SYSTEM_ADMIN' and account_id ="
                        + " (select id from identity.account where employee_number = '%s')",
                "update identity.role_assignment set until = '2027-01-01' where role = 'SYSTEM_ADMIN' and account_id ="
                        + " (select id from identity.account where employee_number = '%s')",
                "update identity.account set status = 'DISABLED' where employee_number = '%s'")) {
            List<String> two = onlyAdmins();
            assertThat(atOnce(two.stream()
                            .<Callable<Boolean>>map(number -> () -> {
                                try (Connection connection = connect();
                                        Statement statement = connection.createStatement()) {
                                    connection.setAutoCommit(false);
                                    statement.executeUpdate(change.formatted(number));
                                    connection.commit();
                                    return true;
                                }
                            })
                            .toList()))
                    .as(change)
                    .containsExactlyInAnyOrder(true, false);
            assertThat(admins()).isEqualTo(1);
        }
    }

    @Test
    void theLastAdminIsNeitherTakenAwayNorLockedNorGivenAnEnd() {
        List<String> two = onlyAdmins();
        String last = two.getFirst();
        User other = user(two.getLast());
        assertThat(revoke(first, two.getLast(), user(last))).isTrue();
        ChangeRoles roles = first.getBean(ChangeRoles.class);
        RoleGrant untilSpring =
                new RoleGrant(Role.SYSTEM_ADMIN, Scope.EVERYWHERE, LocalDate.of(2099, 3, 31), "until spring", null);
        assertThatThrownBy(() -> roles.revoke(last, Role.SYSTEM_ADMIN, "gone", version(last), other))
                .hasMessageContaining("accounts.lastAdmin");
        assertThatThrownBy(() -> roles.grant(last, untilSpring, version(last), other))
                .hasMessageContaining("accounts.lastAdmin");
        assertThatThrownBy(() -> first.getBean(LockAccounts.class).lock(last, "gone", version(last), other))
                .hasMessageContaining("accounts.lastAdmin");
    }

    /** False when a rule refused; whoever lost the role meanwhile may not act any more, which is a rule too. */
    private static boolean revoke(ConfigurableApplicationContext node, String number, User by) {
        try {
            node.getBean(ChangeRoles.class).revoke(number, Role.SYSTEM_ADMIN, "gone", version(number), by);
            return true;
        } catch (Refused refused) {
            assertThat(refused.code()).isEqualTo("accounts.lastAdmin");
            return false;
        }
    }

    /** Two new system admins, and none besides. */
    private static List<String> onlyAdmins() {
        List<String> two = List.of(open(Role.SYSTEM_ADMIN), open(Role.SYSTEM_ADMIN));
        jdbc().sql("""
                        delete from identity.role_assignment where role = 'SYSTEM_ADMIN' and account_id not in
                            (select id from identity.account where employee_number in (?, ?))
                        """).params(two.getFirst(), two.getLast()).update();
        return two;
    }

    private static int admins() {
        return jdbc().sql("""
                        select count(*) from identity.role_assignment r join identity.account a on a.id = r.account_id
                        where r.role = 'SYSTEM_ADMIN' and r.until is null and a.status = 'ACTIVE'
                        """).query(Integer.class).single();
    }

    private static List<Boolean> atOnce(List<Callable<Boolean>> actions) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
            return threads.invokeAll(actions).stream()
                    .map(future -> future.state() == Future.State.SUCCESS && future.resultNow())
                    .toList();
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                Objects.toString(database.get("spring.datasource.url")),
                Objects.toString(database.get("spring.datasource.username")),
                Objects.toString(database.get("spring.datasource.password")));
    }

    private static JdbcClient jdbc() {
        return first.getBean(JdbcClient.class);
    }

    private static int port(ConfigurableApplicationContext node) {
        return Integer.parseInt(Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port")));
    }

    private static long version(String number) {
        return first.getBean(FindAccounts.class).details(number).version();
    }

    private static User user(String number) {
        return first.getBean(Accounts.class).user(number).orElseThrow();
    }

    private static String open(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        first.getBean(Accounts.class)
                .open(new NewAccount(number, "Two Nodes", null, PASSWORD, Accounts.everywhere(role)));
        return number;
    }
}
