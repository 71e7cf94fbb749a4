package org.ltet.portal.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.database.EmbeddedPostgres;
import org.ltet.portal.review.DecideTask;
import org.ltet.portal.review.TakeTask;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.throughput.RecordedSql.Ran;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A measure, not part of the daily tests: {@code -Dportal.bench.submissions=400}. Half of the applications are handed
 * in and decided by the portal, the other half by pgbench with the statements that the portal would have run, on the
 * same server with commits that wait for the disk. What follows a change in the background is part of the portal's
 * time and not of pgbench's.
 */
@PortalTest
@Import({Households.class, ThroughputTest.Recording.class})
@EnabledIfSystemProperty(named = ThroughputTest.SUBMISSIONS, matches = "\\d+")
@DisplayName("PRF-1: submitting and deciding beside the same SQL")
class ThroughputTest {

    static final String SUBMISSIONS = "portal.bench.submissions";

    private static final Logger LOG = LoggerFactory.getLogger(ThroughputTest.class);
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 3;
    private static final Path FOLDER = Path.of("target", "throughput");
    private static final Money BILL = Money.of(15_000);

    private static @Nullable EmbeddedPostgres server;

    @TestConfiguration(proxyBeanMethods = false)
    static class Recording {
        @Bean
        static RecordedSql recordedSql() {
            return new RecordedSql();
        }
    }

    private record Draft(ApplicationView view, User user) {}

    @Autowired
    Households households;

    @Autowired
    SubmitApplication submit;

    @Autowired
    Applications applications;

    @Autowired
    TakeTask take;

    @Autowired
    DecideTask decide;

    @Autowired
    Accounts accounts;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    RecordedSql recorded;

    @Autowired
    JdbcTemplate jdbc;

    @DynamicPropertySource
    static void useServerThatWaitsForTheDisk(DynamicPropertyRegistry registry) throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        EmbeddedPostgres started = EmbeddedPostgres.start(FOLDER.resolve("postgresql"), 0, true);
        server = started;
        registry.add("spring.datasource.hikari.jdbc-url", started::jdbcUrl);
        registry.add("spring.datasource.hikari.password", () -> password(started));
    }

    private static String password(EmbeddedPostgres server) {
        try {
            return server.password();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void tellsHowMuchOfThePaceOfTheSameSqlIsKept() throws Exception {
        int number = Integer.getInteger(SUBMISSIONS);
        assertThat(jdbc.queryForObject("show fsync", String.class)).isEqualTo("on");
        List<Draft> warmUp = drafts(number);
        List<Draft> byPortal = drafts(number);
        List<Draft> byPgbench = drafts(number);
        SameSql sameSql = new SameSql(server(), jdbc, FOLDER);

        eachAtOnce(warmUp, this::handIn);
        List<List<Ran>> submissions = byPgbench.stream()
                .map(draft -> numbered(recorded(() -> handIn(draft)), draft))
                .toList();
        double submitted = eachAtOnce(byPortal, this::handIn);
        SameSql.Rate submittedAlike = sameSql.run("submissions", submissions, CONNECTIONS);
        tell("submit", submitted, submittedAlike);

        List<Draft> toDecide = new ArrayList<>(warmUp);
        toDecide.addAll(byPortal);
        List<User> reviewers = reviewers();
        List<Task> tasks = new ArrayList<>();
        for (Draft draft : toDecide) {
            User reviewer = reviewers.get(tasks.size() % reviewers.size());
            as(reviewer, () -> take.take(draft.view().id(), reviewer));
            tasks.add(new Task(applications.get(draft.view().id(), reviewer), reviewer));
        }
        List<Task> half = tasks.subList(number, tasks.size());
        eachAtOnce(tasks.subList(0, number / 2), this::approve);
        List<List<Ran>> decisions =
                half.stream().map(task -> recorded(() -> approve(task))).toList();
        double decided = eachAtOnce(tasks.subList(number / 2, number), this::approve);
        tell("decide", decided, sameSql.run("decisions", decisions, CONNECTIONS));
    }

    /**
     * The statements of an errand as they are, and without those that write the audit trail, by pgbench in turns, so that
     * whatever else the machine does meets both alike.
     */
    @Test
    void tellsWhatTheAuditTrailCosts() throws Exception {
        int number = Integer.getInteger(SUBMISSIONS);
        SameSql sameSql = new SameSql(server(), jdbc, FOLDER);
        List<Draft> handedIn = drafts(2 * ROUNDS * number + 1);
        eachAtOnce(handedIn, this::handIn);
        double[] submitted = new double[2];
        for (int turn = 0; turn < 2 * ROUNDS; turn++) {
            List<List<Ran>> errands = drafts(number).stream()
                    .map(draft -> numbered(recorded(() -> handIn(draft)), draft))
                    .toList();
            submitted[turn % 2] += pace(sameSql, "submit_" + turn, errands, turn % 2 == 0);
        }
        tellCost("submit", submitted);

        List<User> reviewers = reviewers();
        List<Task> tasks = new ArrayList<>();
        for (Draft draft : handedIn) {
            User reviewer = reviewers.get(tasks.size() % reviewers.size());
            as(reviewer, () -> take.take(draft.view().id(), reviewer));
            tasks.add(new Task(applications.get(draft.view().id(), reviewer), reviewer));
        }
        // The first makes the day's signing key. None that is recorded may: it is undone, and each would make one under
        // a lock.
        approve(tasks.removeLast());
        double[] decided = new double[2];
        for (int turn = 0; turn < 2 * ROUNDS; turn++) {
            List<List<Ran>> errands = tasks.subList(turn * number, (turn + 1) * number).stream()
                    .map(task -> recorded(() -> approve(task)))
                    .toList();
            decided[turn % 2] += pace(sameSql, "decide_" + turn, errands, turn % 2 == 0);
        }
        tellCost("decide", decided);
    }

    private static double pace(SameSql sameSql, String name, List<List<Ran>> errands, boolean audited)
            throws IOException {
        List<List<Ran>> wanted = audited
                ? errands
                : errands.stream()
                        .map(errand -> errand.stream()
                                .filter(ran -> !ran.sql().contains("audit.entry"))
                                .toList())
                        .toList();
        assertThat(errands.getFirst())
                .as("the errand writes to the trail")
                .anyMatch(ran -> ran.sql().contains("insert into audit.entry"));
        return sameSql.run(name, wanted, CONNECTIONS).perSecond() / ROUNDS;
    }

    private static void tellCost(String what, double[] pace) {
        LOG.info("audit {}: {} a second, {} without the trail", what, Math.round(pace[0]), Math.round(pace[1]));
    }

    private record Task(ApplicationView view, User reviewer) {}

    private static EmbeddedPostgres server() {
        return Objects.requireNonNull(server);
    }

    private static void tell(String what, double portal, SameSql.Rate alike) {
        LOG.info(
                "{}: {} a second, {} by pgbench, {} statements",
                what,
                Math.round(portal),
                Math.round(alike.perSecond()),
                alike.statements());
    }

    private List<Draft> drafts(int number) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Household household = households.serving();
            drafts.add(new Draft(households.surgeryDraft(household, BILL), household.user()));
        }
        return drafts;
    }

    private List<User> reviewers() {
        List<User> reviewers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            String number = Integer.toString(98_700_000 + i);
            Map<Role, Scope> roles = Map.of(Role.MEMBER, Scope.EVERYWHERE, Role.SCRUTINY_OFFICER, Scope.EVERYWHERE);
            accounts.open(
                    new NewAccount(number, "Reviewer " + number, number + "@example.in", "a long pass phrase", roles));
            reviewers.add(accounts.user(number).orElseThrow());
        }
        return reviewers;
    }

    private void handIn(Draft draft) {
        as(draft.user(), () -> submit.submit(draft.view().id(), draft.view().version(), draft.user()));
    }

    private void approve(Task task) {
        ApplicationView view = task.view();
        as(
                task.reviewer(),
                () -> decide.approve(view.id(), Sanction.inFull(view.version(), view.payable()), task.reviewer()));
    }

    private void as(User user, Runnable work) {
        currentUser.runAs(user, work);
    }

    /** The statements of an errand, which then was never done. */
    private List<Ran> recorded(Runnable errand) {
        return recorded.during(() -> transactions.executeWithoutResult(status -> {
            errand.run();
            status.setRollbackOnly();
        }));
    }

    /** All were recorded with the same number, as none was kept. */
    private static List<Ran> numbered(List<Ran> submission, Draft draft) {
        String own = "LTET/2099-00/BENCH/" + draft.user().employeeNumber();
        return submission.stream()
                .map(ran -> new Ran(
                        ran.sql(),
                        ran.values().stream()
                                .map(value -> value.text() == null
                                        ? value
                                        : new SqlValue(
                                                value.text().replaceAll("LTET/[0-9-]+/S13/[0-9]{6}", own),
                                                value.type()))
                                .toList()))
                .toList();
    }

    private static <T> double eachAtOnce(List<T> all, Consumer<T> work) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService hands = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> done = new ArrayList<>();
            all.forEach(one -> done.add(hands.submit(() -> work.accept(one))));
            for (Future<?> one : done) {
                one.get();
            }
        }
        return all.size() * 1e9 / (System.nanoTime() - start);
    }
}
