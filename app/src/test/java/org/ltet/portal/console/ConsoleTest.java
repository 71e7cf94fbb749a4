package org.ltet.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.LogLevels;
import org.ltet.portal.operations.WaitingJobs;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.StubbornListener;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("Administrators see what works, waits and fails, and try again now (OPS-5)")
class ConsoleTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(68_000_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LOGGER = "org.ltet.portal.schemes";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    List<HealthCheck> checks;

    @Autowired
    LogLevels levels;

    @Autowired
    WaitingJobs jobs;

    /** Who waits by a clock that stands still must be told. */
    @Autowired
    Scheduler scheduler;

    private String admin = "";
    private WebSession desk = new WebSession(0);

    @BeforeEach
    void anAdministratorSignsIn() {
        clock.reset();
        admin = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(admin, "Asha Rao", null, PASSWORD, Accounts.everywhere(Role.SYSTEM_ADMIN)));
        desk = WebSession.signedIn(port, admin, PASSWORD);
    }

    @AfterEach
    void asUsual() {
        jdbc.sql("delete from operations.log_level").update();
        levels.heard("");
        clock.reset();
    }

    @Test
    void theOverviewTellsOfEveryCheckInBothLanguages() {
        String english = desk.get("/operations/console").body();
        assertThat(checks).hasSizeGreaterThan(15);
        assertThat(english)
                .contains("Looked at", "What the portal stands on", "Jobs by kind", "PostgreSQL 18.")
                .doesNotContain("console.");
        assertThat(english.split("data-label=\"What\"", -1))
                .as("a line for each check")
                .hasSize(checks.size() + 1);
        assertThat(english).doesNotContain("hx-trigger");
        assertThat(desk.get("/operations/console?live=on").body())
                .contains("hx-get=\"/operations/console/now?live=on\"", "Stop looking by itself");

        desk.post("/language", Map.of("language", "hi", "back", "/operations/console"));
        assertThat(desk.get("/operations/console").body())
                .contains("वायरस स्कैनर", "प्रकार के अनुसार कार्य")
                .doesNotContain("console.", "Virus scanner");
    }

    @Test
    void aFailedEventIsShownWithoutWhatItTellsAndIsRepeatedAtOnce() {
        String told = "Sensitive-" + Ids.next();
        transactions.executeWithoutResult(status -> events.publishEvent(new StubbornListener.Happened(told, 1)));
        UUID id = await().atMost(SOON)
                .until(() -> failedEvent(told), Optional::isPresent)
                .orElseThrow();
        String page = desk.get("/operations/console/events").body();
        assertThat(page)
                .contains("StubbornListener", "/operations/console/events/" + id, "Failed")
                .doesNotContain(told);

        assertThat(desk.post("/operations/console/events/" + id, Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(desk.get("/operations/console/events").body()).contains("The event is being repeated");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(jdbc.sql("select count(*) from operations.event_publication where id = ?")
                                        .param(id)
                                        .query(Integer.class)
                                        .single())
                                .isZero());
        assertThat(audited("event.repeated", id.toString())).isEqualTo(1);
        desk.post("/operations/console/events/" + id, Map.of());
        assertThat(desk.get("/operations/console/events").body()).contains("It is no longer there");
        assertThat(audited("event.repeated", id.toString())).isEqualTo(1);
    }

    private Optional<UUID> failedEvent(String told) {
        return jdbc.sql(
                        "select id from operations.event_publication where status = 'FAILED' and serialized_event like '%' || ? || '%'")
                .param(told)
                .query(UUID.class)
                .optional();
    }

    @Test
    void aFailingJobIsShownAndTriedAtOnce() {
        String instance = "console-" + admin;
        stage(instance, false);
        assertThat(jobs.queues())
                .filteredOn(queue -> queue.task().equals("payments-check-money-now"))
                .singleElement()
                .satisfies(queue -> assertThat(queue.failing()).isEqualTo(1));
        assertThat(desk.get("/operations/console/jobs").body()).contains(instance, "Try now");
        assertThat(desk.get("/operations/console/jobs?state=PLANNED").body()).doesNotContain(instance);

        assertThat(desk.post(
                                "/operations/console/jobs",
                                Map.of("task", "payments-check-money-now", "instance", instance, "state", "FAILING"))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/operations/console/jobs?state=FAILING");
        scheduler.triggerCheckForDueExecutions();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from operations.job where task_instance = ?")
                                .param(instance)
                                .query(Integer.class)
                                .single())
                        .as("a worker did it")
                        .isZero());
        assertThat(audited("job.repeated", "payments-check-money-now/" + instance))
                .isEqualTo(1);
    }

    @Test
    void aJobThatRunsIsLeftAlone() {
        String instance = "console-" + admin;
        stage(instance, true);
        try {
            assertThat(desk.get("/operations/console/jobs?state=RUNNING").body())
                    .contains(instance)
                    .doesNotContain("Try now");
            desk.post("/operations/console/jobs", Map.of("task", "payments-check-money-now", "instance", instance));
            assertThat(desk.get("/operations/console/jobs?state=FAILING").body())
                    .contains("A worker works on it right now");
            assertThat(audited("job.repeated", "payments-check-money-now/" + instance))
                    .isZero();
        } finally {
            jdbc.sql("delete from operations.job where task_instance = ?")
                    .param(instance)
                    .update();
        }
    }

    private void stage(String instance, boolean running) {
        jdbc.sql("""
                        insert into operations.job (task_name, task_instance, execution_time, picked, picked_by,
                            last_heartbeat, last_failure, consecutive_failures, version)
                        values ('payments-check-money-now', ?, ?, ?, ?, ?, ?, 4, 1)
                        """)
                .param(instance)
                .param(clock.instant().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .param(running)
                .param(running ? "another node" : null)
                .param(running ? clock.instant().atOffset(ZoneOffset.UTC) : null)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void jobsComePageByPage() {
        for (int i = 0; i < 60; i++) {
            stage("pages-%s-%02d".formatted(admin, i), false);
        }
        try {
            String first = desk.get("/operations/console/jobs?state=FAILING").body();
            assertThat(first).contains("pages-%s-00".formatted(admin)).doesNotContain("pages-%s-59".formatted(admin));
            String next = first.replaceAll("(?s).*class=\"btn\" href=\"([^\"]+)\" rel=\"next\".*", "$1")
                    .replace("&amp;", "&");
            assertThat(desk.get(next).body())
                    .contains("pages-%s-59".formatted(admin))
                    .doesNotContain("pages-%s-00".formatted(admin));
        } finally {
            jdbc.sql("delete from operations.job where task_instance like 'pages-%'")
                    .update();
        }
    }

    @Test
    void aPartOfThePortalTellsMoreForAWhileAndThenAsUsual() {
        assertThat(LoggerFactory.getLogger(LOGGER).isDebugEnabled()).isFalse();
        assertThat(desk.post("/operations/console/logs", Map.of("logger", LOGGER, "level", "DEBUG", "minutes", "60"))
                        .statusCode())
                .isEqualTo(302);
        await().atMost(SOON).until(() -> LoggerFactory.getLogger(LOGGER).isDebugEnabled());
        assertThat(desk.get("/operations/console/logs").body()).contains(LOGGER, "As usual again");
        assertThat(audited("logLevel.raised", LOGGER)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(59));
        levels.mayHaveMissed();
        assertThat(LoggerFactory.getLogger(LOGGER).isDebugEnabled()).isTrue();
        clock.advance(Duration.ofMinutes(1));
        levels.mayHaveMissed();
        assertThat(LoggerFactory.getLogger(LOGGER).isDebugEnabled()).isFalse();
        assertThat(WebSession.signedIn(port, admin, PASSWORD)
                        .get("/operations/console/logs")
                        .body())
                .contains("Everything tells as usual");
    }

    @Test
    void itEndsWithoutAnybodyAsking() {
        transactions.executeWithoutResult(status -> levels.raise(LOGGER, LogLevels.Level.DEBUG, Duration.ofSeconds(3)));
        await().atMost(SOON).until(() -> LoggerFactory.getLogger(LOGGER).isDebugEnabled());
        clock.advance(Duration.ofSeconds(3));
        await().atMost(SOON).until(() -> !LoggerFactory.getLogger(LOGGER).isDebugEnabled());
    }

    @Test
    void programsDoTheSame() throws Exception {
        String bearer = StaffFactor.bearer(port, admin, PASSWORD);
        assertThat(api("GET", "health", bearer, "").body())
                .contains("\"check\":\"database\",\"state\":\"GOOD\"", "\"seconds\":");
        assertThat(api("GET", "queues", bearer, "").statusCode()).isEqualTo(200);
        assertThat(api("GET", "jobs?state=PLANNED", bearer, "").body()).contains("\"instance\":\"recurring\"");
        assertThat(api("GET", "events", bearer, "").statusCode()).isEqualTo(200);
        assertThat(api("POST", "jobs/runs", bearer, "{\"task\":\"none\",\"instance\":\"none\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api("PUT", "log-levels/" + LOGGER + ".Catalogue", bearer, "{\"level\":\"DEBUG\",\"minutes\":5}")
                        .body())
                .contains(LOGGER + ".Catalogue", "2026-11-23T04:35:00Z");
        await().atMost(SOON)
                .until(() -> LoggerFactory.getLogger(LOGGER + ".Catalogue").isDebugEnabled());
        assertThat(api("DELETE", "log-levels/" + LOGGER + ".Catalogue", bearer, "")
                        .statusCode())
                .isEqualTo(204);
        await().atMost(SOON)
                .until(() -> !LoggerFactory.getLogger(LOGGER + ".Catalogue").isDebugEnabled());
        assertThat(audited("logLevel.restored", LOGGER + ".Catalogue")).isEqualTo(1);
        assertThat(api("PUT", "log-levels/org.springframework.web", bearer, "{\"level\":\"DEBUG\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api("PUT", "log-levels/" + LOGGER, bearer, "{\"level\":\"TRACE\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    /** Their details hold bodies, names or tokens; TRACE of the allowed ones holds the values of parameters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROOT",
                "org",
                "org.springframework",
                "org.springframework.web",
                "org.springframework.security",
                "org.springframework.jdbc",
                "org.springframework.jdbc.core.StatementCreatorUtils",
                "io.lettuce",
                "software.amazon.awssdk",
                "org.ltet.portal.",
                "org.ltet.portalx",
                "org.ltet.portal; drop"
            })
    void whatWouldPrintPeopleTellsNoMore(String logger) {
        HttpResponse<String> refused =
                desk.post("/operations/console/logs", Map.of("logger", logger, "level", "DEBUG", "minutes", "5"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Choose a part of the portal");
        assertThatThrownBy(() -> insert(logger, "DEBUG", Duration.ofMinutes(5)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 60", "OFF, 60", "ERROR, 60", "DEBUG, 1441", "DEBUG, 0"})
    void neitherFinerNorQuieterNorForGood(String level, int minutes) {
        assertThat(desk.post(
                                "/operations/console/logs",
                                Map.of("logger", LOGGER, "level", level, "minutes", Integer.toString(minutes)))
                        .statusCode())
                .isEqualTo(422);
        assertThatThrownBy(() -> insert(LOGGER, level, Duration.ofMinutes(minutes)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(levels.raised()).isEmpty();
    }

    private void insert(String logger, String level, Duration time) {
        jdbc.sql("insert into operations.log_level (logger, level, changed_at, ends_at) values (?, ?, ?, ?)")
                .params(
                        logger,
                        level,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        clock.instant().plus(time).atOffset(ZoneOffset.UTC))
                .update();
    }

    private int audited(String action, String object) {
        return jdbc.sql("select count(*) from audit.entry where action = ? and object_id = ? and actor_number = ?")
                .params(action, object, admin)
                .query(Integer.class)
                .single();
    }

    private HttpResponse<String> api(String method, String path, String bearer, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/operations/" + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
