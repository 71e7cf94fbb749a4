package org.ltet.portal.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationDisbursed;
import org.ltet.portal.applications.ApplicationWithdrawn;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Watched
@DisplayName("Figures for those who watch: technical, of work that waits, and of the trust's business (OPS-5)")
class FiguresTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(68_700_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path RULES = Path.of("..", "docs", "operations", "prometheus-alerts.yml");

    @LocalServerPort
    int port;

    @Autowired
    MetricsPort metrics;

    @Autowired
    CountApplications counts;

    @Autowired
    List<HealthCheck> checks;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void eachCheckIsAFigureAndTheSameAsOnTheScreen() throws Exception {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(scrape())
                        .contains("portal_check_state{check=\"database\"} 0.0")
                        .containsPattern("portal_check_age_seconds\\{check=\"events\"} [0-9]"));
        String figures = scrape();
        checks.forEach(check ->
                assertThat(figures).containsPattern("portal_check_state\\{check=\"" + check.name() + "\"} [012]\\.0"));
        assertThat(figures)
                .contains("portal_check_age_seconds{check=\"database\"} NaN", "portal_outbox_events{state=\"failed\"}")
                .contains("portal_jobs{state=\"due\"}", "jvm_memory_used_bytes", "hikaricp_connections_active")
                .contains("http_server_requests_seconds_count", "logback_events_total{level=\"error\"");
        assertThat(figures).as("jobs are measured").containsPattern("portal_job_seconds_count\\{[^}]*job=\"");
    }

    @Test
    void applicationsAreCountedBySchemeOnceTheChangeIsCommitted() throws Exception {
        double before = value("portal_applications_total{event=\"disbursed\",scheme=\"TEST\"}");
        transactions.executeWithoutResult(status -> {
            counts.happened(disbursed());
            status.setRollbackOnly();
        });
        assertThat(value("portal_applications_total{event=\"disbursed\",scheme=\"TEST\"}"))
                .isEqualTo(before);
        transactions.executeWithoutResult(status -> counts.happened(disbursed()));
        transactions.executeWithoutResult(status ->
                counts.happened(new ApplicationWithdrawn(Ids.next(), "LTET/1", "68700000", "TEST", clock.instant())));
        assertThat(value("portal_applications_total{event=\"disbursed\",scheme=\"TEST\"}"))
                .isEqualTo(before + 1);
        assertThat(value("portal_applications_amount_rupees_total{event=\"disbursed\",scheme=\"TEST\"}"))
                .isGreaterThanOrEqualTo(12_345.5);
        assertThat(value("portal_applications_total{event=\"withdrawn\",scheme=\"TEST\"}"))
                .isGreaterThanOrEqualTo(1);
        assertThat(scrape()).as("nothing of a person").doesNotContain("68700000", "UTR-68", "LTET/1");
    }

    private ApplicationDisbursed disbursed() {
        return new ApplicationDisbursed(
                Ids.next(),
                "LTET/1",
                "68700000",
                "TEST",
                Money.of("12345.50"),
                "UTR-68",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                clock.instant());
    }

    @Test
    void thePublicPortKnowsNothingOfThemNorDoesTheirPortOfAnythingElse() throws Exception {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Asha Rao", null, PASSWORD, Accounts.everywhere(Role.SYSTEM_ADMIN)));
        WebSession admin = WebSession.signedIn(port, number, PASSWORD);
        for (String path : List.of("/metrics", "/actuator/prometheus", "/actuator/metrics", "/actuator/loggers")) {
            assertThat(new WebSession(port).get(path).statusCode()).as(path).isIn(302, 401, 404);
            assertThat(admin.get(path).statusCode())
                    .as("%s as administrator", path)
                    .isEqualTo(404);
        }
        for (String path : List.of("/", "/sign-in", "/actuator/health", "/metrics/x", "/operations/console")) {
            assertThat(send("GET", path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    /** Each alarm of a check has a rule, and each rule asks for a figure that there is. */
    @Test
    void theRulesOfAlertsNameFiguresThatThereAre() throws Exception {
        String rules = Files.readString(RULES);
        Set<String> ruled = found(rules, "portal_check_state\\{check=\"([a-z-]+)\"}");
        assertThat(ruled)
                .isEqualTo(checks.stream().map(HealthCheck::name).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(new WebSession(port).get("/sign-in").statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(scrape())
                        .contains("portal_check_state{check=\"bank\"} ", "http_server_requests_seconds_count"));
        String figures = scrape();
        assertThat(found(rules, "\\b((?:portal|http|jvm|hikaricp|logback|tomcat|process|system)_[a-z_]+)\\b"))
                .hasSizeGreaterThan(4)
                .allSatisfy(name -> assertThat(figures).contains(name));
        assertThat(found(rules, "runbook: runbooks/([a-z-]+)\\.md"))
                .allSatisfy(name -> assertThat(RULES.resolveSibling("runbooks").resolve(name + ".md"))
                        .exists());
        assertThat(found(rules, "(?m)^ +- alert: ([a-z-]+)")).hasSizeGreaterThan(checks.size());
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double value(String series) throws IOException, InterruptedException {
        Matcher matcher =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(scrape());
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private String scrape() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics.port() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
