package org.ltet.portal.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ltet.portal.identity.AccountView;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.LogLevels;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.StubbornListener;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Watched
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("The log as JSON: by trace and account, and never a person in it (OPS-5, SEC-3)")
class LogAsJsonTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(68_500_000);
    private static final String PASSWORD = "a long secret pass phrase";
    private static final String NAME = "Meenakshi Sensitive";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger("org.ltet.portal.test");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcTemplate template;

    @Autowired
    LogLevels levels;

    @Autowired
    Scheduler scheduler;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    private final String number = Integer.toString(NUMBERS.incrementAndGet());
    private UUID account = new UUID(0, 0);

    @BeforeEach
    void anAccount() {
        clock.reset();
        accounts.open(new NewAccount(number, NAME, null, PASSWORD, Accounts.everywhere(Role.SYSTEM_ADMIN)));
        account = accounts.byEmployeeNumber(number).map(AccountView::id).orElseThrow();
    }

    @AfterEach
    void asUsual() {
        jdbc.sql("delete from operations.log_level").update();
        levels.heard("");
    }

    @Test
    void eachLineOfARequestHasItsTraceAndTheAccountAndNoNumber(CapturedOutput output) throws Exception {
        String bearer = StaffFactor.bearer(port, number, PASSWORD);
        HttpResponse<String> refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + port + "/api/v1/bank-statements?x=" + number))
                                .header("Authorization", "Bearer " + bearer)
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
        JsonNode line = line(output, "Refused GET");
        assertThat(line.at("/trace/id").asString()).isEqualTo(TRACE);
        assertThat(line.at("/user/id").asString()).isEqualTo(account.toString());
        assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
        assertThat(line.at("/service/name").asString()).isEqualTo("ltet-portal");
        assertThat(output.getAll()).doesNotContain(number);
    }

    @Test
    void whatFollowsARequestHasTheTraceOfTheRequest(CapturedOutput output) {
        org.slf4j.MDC.put("trace.id", TRACE);
        try {
            transactions.executeWithoutResult(
                    status -> events.publishEvent(new StubbornListener.Happened(NAME + UUID.randomUUID(), 1)));
        } finally {
            org.slf4j.MDC.clear();
        }
        await().atMost(SOON).until(() -> output.getAll().contains("StubbornListener.on"));
        assertThat(line(output, "StubbornListener.on").at("/trace/id").asString())
                .isEqualTo(TRACE);
        assertThat(output.getAll()).doesNotContain(NAME);
    }

    @Test
    void aJobThatFailsIsNamedAndHasATrace(CapturedOutput output) {
        OffsetDateTime now = clock.instant().atOffset(java.time.ZoneOffset.UTC);
        jdbc.sql("""
                        insert into operations.job (task_name, task_instance, task_data, execution_time, picked, version)
                        values ('payments-deliver-bank-file', 'no uuid', '"no uuid"'::bytea, ?, false, 1)
                        on conflict do nothing
                        """).param(now).update();
        try {
            scheduler.triggerCheckForDueExecutions();
            await().atMost(SOON).until(() -> output.getAll().contains("Unhandled exception"));
            JsonNode line = line(output, "Unhandled exception");
            assertThat(line.at("/trace/id").asString()).matches("[0-9a-f]{32}");
            assertThat(line.at("/job/name").asString()).isEqualTo("payments-deliver-bank-file");
        } finally {
            jdbc.sql("delete from operations.job where task_instance = 'no uuid'")
                    .update();
        }
    }

    @Test
    void aRowThatTheDatabaseRefusesIsNotTold(CapturedOutput output) {
        String insert =
                "insert into operations.job (task_name, task_instance, execution_time, picked, version) values (?, ?, now(), true, ?)";
        List<Object[]> twice = List.of(new Object[] {"test", NAME, 1}, new Object[] {"test", NAME, 1});
        DataAccessException duplicate = catchThrowableOfType(
                DataAccessException.class,
                () -> transactions.executeWithoutResult(status -> template.batchUpdate(insert, twice)));
        LOG.error("A duplicate", duplicate);
        DataAccessException missing = catchThrowableOfType(
                DataAccessException.class, () -> template.update(insert, "test", NAME + " of 9876543210", null));
        LOG.error("A missing value of {}", "9876543210", missing);
        assertThat(line(output, "A duplicate").at("/error/stack_trace").asString())
                .contains("job_pkey");
        assertThat(line(output, "A missing value").at("/error/stack_trace").asString())
                .contains("version");
        assertThat(output.getAll()).doesNotContain(NAME, "9876543210");
    }

    @Test
    void whatAClientSendsWronglyIsNotTold(CapturedOutput output) throws Exception {
        String bearer = StaffFactor.bearer(port, number, PASSWORD);
        for (String body : List.of(
                "{\"task\":{\"name\":\"" + NAME + "\"}}",
                "{\"task\":\"" + NAME,
                "{\"task\":\"" + NAME + "\",\"instance\":\"" + number + "\"}")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/api/v1/operations/jobs/runs"))
                                    .header("Authorization", "Bearer " + bearer)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isBetween(400, 499);
        }
        WebSession desk = WebSession.signedIn(port, number, PASSWORD);
        desk.get("/operations/console/events?id=" + NAME.replace(' ', '+'));
        desk.get("/operations/people/" + number);
        assertThat(output.getAll()).doesNotContain(NAME, number);
    }

    /** The finest that can be set at run time, while people sign in and change things. */
    @Test
    void thereIsNobodyInTheDetailsEither(CapturedOutput output) {
        transactions.executeWithoutResult(status -> {
            levels.raise(LogLevels.PORTAL, LogLevels.Level.DEBUG, Duration.ofMinutes(5));
            LogLevels.LIBRARIES.forEach(library -> levels.raise(library, LogLevels.Level.DEBUG, Duration.ofMinutes(5)));
        });
        await().atMost(SOON)
                .until(() -> LoggerFactory.getLogger("org.springframework.jdbc.core.JdbcTemplate")
                        .isDebugEnabled());
        WebSession desk = WebSession.signedIn(port, number, PASSWORD);
        desk.get("/");
        desk.get("/profile");
        desk.get("/operations/people?q=" + number);
        desk.post(
                "/operations/factors", Map.of("number", number, "reason", "asked by " + NAME + ", 9876543210, x@y.in"));
        assertThat(output.getAll()).contains("Executing prepared SQL", "Creating new transaction");
        assertThat(output.getAll()).doesNotContain(NAME, number, PASSWORD, "9876543210", "x@y.in");
    }

    /** The line with these words, of which each line of the log is checked to be JSON. */
    private static JsonNode line(CapturedOutput output, String words) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains(words))
                .peek(line -> assertThat(line).startsWith("{").endsWith("}"))
                .map(line -> JsonMapper.shared().readTree(line))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line with " + words));
    }
}
