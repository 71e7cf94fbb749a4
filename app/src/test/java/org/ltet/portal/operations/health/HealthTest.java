package org.ltet.portal.operations.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.audit.Chain;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.NewDocument;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.payments.ledger.CheckMoney;
import org.ltet.portal.payments.ledger.MoneyChecks;
import org.ltet.portal.people.SynchroniseHrms;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.ClamdStandIn;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.RealRedis;
import org.ltet.portal.testing.StubbornListener;
import org.ltet.portal.testing.TestClock;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/** The whole portal without jobs, so that what is left lying stays there; other systems that go down and come back. */
@PortalTest
@DirtiesContext
@DisplayName("Each thing that the portal needs, and each pile of work, is seen when it goes wrong (OPS-3, OPS-5)")
class HealthTest {

    private static final Path FILES = temporary();
    private static final ClamdStandIn CLAMD = new ClamdStandIn();
    private static final ConfigurableApplicationContext SIMULATORS = SimulatorsApplication.start(
            "--server.port=0", "--simulators.hrms.people=50", "--simulators.mailbox.smtp-port=0");
    private static final String ADDRESS = "http://127.0.0.1:"
            + Objects.requireNonNull(SIMULATORS.getEnvironment().getProperty("local.server.port"));
    private static final User ACCOUNTS =
            new User(Ids.next(), "49600001", "Priya Menon", Map.of(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE));

    private static GreenMail mail = mailServer(0);

    @Autowired
    List<HealthCheck> checks;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Chain chain;

    @Autowired
    CheckMoney checkMoney;

    @Autowired
    MoneyChecks moneyChecks;

    @Autowired
    SynchroniseHrms synchronise;

    @Autowired
    Documents documents;

    @DynamicPropertySource
    static void otherSystems(DynamicPropertyRegistry registry) {
        registry.add("portal.jobs.enabled", () -> "false");
        registry.add("portal.documents.directory", FILES::toString);
        registry.add(
                "portal.documents.virus-scanner.address", () -> CLAMD.address().toString());
        registry.add("portal.integrations.simulators", () -> ADDRESS);
        registry.add("portal.integrations.hrms.first-pause", () -> "10ms");
        registry.add("spring.mail.port", () -> mail.getSmtp().getPort());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Path.of("target"), "health-documents");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GreenMail mailServer(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @AfterAll
    static void stop() {
        mail.stop();
        CLAMD.close();
        SIMULATORS.close();
    }

    @BeforeEach
    void beginsInTime() {
        clock.reset();
    }

    @AfterEach
    void nothingLiesAbout() {
        faults().delete().uri("/faults").retrieve().toBodilessEntity();
        jdbc.sql("delete from operations.job").update();
        jdbc.sql("delete from operations.event_publication").update();
        chain.linkWaiting();
        clock.reset();
    }

    @Test
    void everythingIsGoodOnceTheNightlyChecksWereMade() {
        synchronise.full();
        chain.verify("test");
        checkMoney.run(ACCOUNTS);
        List<CheckHealth.Row> rows = new CheckHealth(checks).run(CheckHealth.LONGEST);
        assertThat(rows)
                .filteredOn(row -> !row.name().equals("disk"))
                .allSatisfy(row ->
                        assertThat(row.finding().state()).as(row.toString()).isIn(State.GOOD, State.UNUSED));
    }

    @Test
    void theMailServer() {
        assertThat(look("mail").state()).isEqualTo(State.GOOD);
        int port = mail.getSmtp().getPort();
        mail.stop();
        try {
            assertThat(look("mail").state()).isEqualTo(State.BROKEN);
            assertThat(look("mail").found()).contains("refused");
        } finally {
            mail = mailServer(port);
        }
        assertThat(look("mail").state()).isEqualTo(State.GOOD);
    }

    @Test
    void emailsThatWait() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(
                            "insert into notifications.delivery (id, notice_id, channel, created_at) values (?, ?, 'EMAIL', ?)")
                    .params(Ids.next(), Ids.next(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
        try {
            goesFromGoodToLateAndBroken("mail-to-send", Duration.ofMinutes(15), Duration.ofHours(4));
        } finally {
            jdbc.sql("delete from notifications.delivery").update();
        }
        assertThat(look("mail-to-send").found()).isEqualTo("nothing waits");
    }

    @Test
    void theHrSystem() {
        assertThat(look("hr-system").state()).isEqualTo(State.GOOD);
        fails("hrms");
        assertThat(look("hr-system").state()).isEqualTo(State.BROKEN);
    }

    @Test
    void peopleThatWereNotBroughtUpToDate() {
        synchronise.full();
        goesFromGoodToLateAndBroken("hr-system-read", Duration.ofHours(26), Duration.ofDays(3));
    }

    @Test
    void theBank() {
        assertThat(look("bank").state()).isEqualTo(State.GOOD);
        fails("bank");
        assertThat(look("bank").state()).isEqualTo(State.BROKEN);
    }

    @Test
    void theDisk() throws Exception {
        FileStore disk = Files.getFileStore(Path.of("target"));
        Finding here = new OwnChecks()
                .diskHealth(Path.of("target", "a", "folder", "not", "made", "yet"))
                .look();
        assertThat(here.state())
                .isEqualTo(OwnChecks.space(disk.getUsableSpace(), disk.getTotalSpace())
                        .state());
        // a file system that has no room at all
        assertThat(new OwnChecks().diskHealth(Path.of("/proc")).look().state()).isEqualTo(State.BROKEN);

        long gigabyte = 1L << 30;
        assertThat(OwnChecks.space(40 * gigabyte, 100 * gigabyte))
                .isEqualTo(new Finding(State.GOOD, "40 % free, 40960 MB", "at least 15 %"));
        assertThat(OwnChecks.space(14 * gigabyte, 100 * gigabyte).state()).isEqualTo(State.LATE);
        assertThat(OwnChecks.space(4 * gigabyte, 100 * gigabyte).state()).isEqualTo(State.BROKEN);
        assertThat(OwnChecks.space(gigabyte / 10, gigabyte / 8).state())
                .as("much of little is little")
                .isEqualTo(State.BROKEN);
    }

    @Test
    void jobsThatWait() {
        assertThat(look("jobs").found()).isEqualTo("nothing waits");
        moneyChecks.ask(ACCOUNTS);
        goesFromGoodToLateAndBroken("jobs", Duration.ofMinutes(5), Duration.ofMinutes(30));
    }

    @Test
    void jobsThatFailAgainAndAgain() {
        moneyChecks.ask(ACCOUNTS);
        failuresInARow(3);
        assertThat(look("jobs-failing").state()).isEqualTo(State.GOOD);
        failuresInARow(4);
        assertThat(look("jobs-failing")).isEqualTo(new Finding(State.LATE, "payments-check-money-now (1)", "none"));
    }

    private void failuresInARow(int count) {
        jdbc.sql("update operations.job set consecutive_failures = ?")
                .param(count)
                .update();
    }

    @Test
    void theOutbox() {
        String name = Ids.next().toString();
        transactions.executeWithoutResult(status -> events.publishEvent(new StubbornListener.Happened(name, 1_000)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from operations.event_publication where status = 'FAILED'")
                                .query(Long.class)
                                .single()
                        == 1);
        goesFromGoodToLateAndBroken("events", Duration.ofMinutes(5), Duration.ofMinutes(30));
    }

    @Test
    void entriesThatWaitToBeChained() {
        chain.linkWaiting();
        assertThat(look("audit-to-chain").found()).isEqualTo("nothing waits");
        transactions.executeWithoutResult(
                status -> events.publishEvent(Audited.of("money.checkAsked", "moneyCheck", "now")));
        goesFromGoodToLateAndBroken("audit-to-chain", Duration.ofMinutes(5), Duration.ofHours(1));
        chain.linkWaiting();
        assertThat(look("audit-to-chain").state()).isEqualTo(State.GOOD);
    }

    @Test
    void anAuditTrailThatWasTamperedWithOrNotLookedThrough() {
        transactions.executeWithoutResult(
                status -> events.publishEvent(Audited.of("money.checkAsked", "moneyCheck", "now")));
        chain.verify("test");
        goesFromGoodToLateAndBroken("audit-checked", Duration.ofHours(26), Duration.ofDays(7));
        clock.reset();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update audit.entry set reason = 'another' where id = (select max(id) from audit.entry)")
                    .update();
            clock.advance(Duration.ofMinutes(1));
            chain.verify("test");
            assertThat(here("audit-checked")).isEqualTo(new Finding(State.BROKEN, "1 problems found", "none"));
            status.setRollbackOnly();
        });
        assertThat(look("audit-checked").state()).isEqualTo(State.GOOD);
    }

    @Test
    void moneyThatDiffersOrWasNotLookedThrough() {
        checkMoney.run(ACCOUNTS);
        goesFromGoodToLateAndBroken("money-checked", Duration.ofHours(26), Duration.ofDays(7));
        clock.reset();
        transactions.executeWithoutResult(status -> {
            jdbc.sql(
                            "insert into payments.money_check (id, started_by, started_at, took_millis, differences) values (?, 'test', ?, 1, 2)")
                    .params(Ids.next(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            assertThat(here("money-checked")).isEqualTo(new Finding(State.BROKEN, "2 differences found", "none"));
            status.setRollbackOnly();
        });
    }

    @Test
    void theStoreOfDocuments() throws IOException {
        assertThat(look("document-store")).isEqualTo(Finding.good("local"));
        Path incoming = FILES.toAbsolutePath().resolve("incoming");
        Files.move(incoming, FILES.resolve("elsewhere"));
        Files.writeString(incoming, "where a folder should be");
        try {
            assertThat(look("document-store").state()).isEqualTo(State.BROKEN);
        } finally {
            Files.delete(incoming);
            Files.move(FILES.resolve("elsewhere"), incoming);
        }
        assertThat(look("document-store").state()).isEqualTo(State.GOOD);
    }

    @Test
    void theVirusScannerAndDocumentsThatWaitForIt() {
        assertThat(look("virus-scanner").state()).isEqualTo(State.GOOD);
        assertThat(look("documents-to-scan").found()).isEqualTo("nothing waits");
        CLAMD.down();
        try {
            assertThat(look("virus-scanner").state()).isEqualTo(State.BROKEN);
            documents.add(new NewDocument(
                    new DocumentOwner("health", Ids.next()),
                    "HOSPITAL_BILL",
                    "bill.pdf",
                    new ByteArrayInputStream(SampleFiles.pdf("Hospital bill")),
                    "49600002"));
            goesFromGoodToLateAndBroken("documents-to-scan", Duration.ofMinutes(15), Duration.ofHours(4));
        } finally {
            CLAMD.up();
            jdbc.sql(
                            "update documents.document set safety = 'CLEAN', scanned_by = 'test', scanned_at = now() where safety = 'UNCHECKED'")
                    .update();
        }
        assertThat(look("documents-to-scan").state()).isEqualTo(State.GOOD);
    }

    @Test
    void documentsThatWaitToBeRead() {
        jdbc.sql(
                        "insert into documents.reading_job (task_name, task_instance, execution_time, picked, version) values ('test', '1', ?, false, 1)")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        try {
            goesFromGoodToLateAndBroken("documents-to-read", Duration.ofMinutes(15), Duration.ofHours(4));
        } finally {
            jdbc.sql("delete from documents.reading_job").update();
        }
    }

    @Test
    void redis() {
        assertThat(look("redis").state()).as("not set up here").isEqualTo(State.UNUSED);
        try (RealRedis server = RealRedis.start()) {
            LettuceConnectionFactory connections = new LettuceConnectionFactory(
                    new RedisStandaloneConfiguration(
                            "127.0.0.1", Integer.parseInt(server.url().replaceAll(".*:", ""))),
                    // as in application.yaml
                    LettuceClientConfiguration.builder()
                            .commandTimeout(Duration.ofSeconds(2))
                            .build());
            connections.afterPropertiesSet();
            connections.start();
            HealthCheck check = new OwnChecks()
                    .redisHealth(
                            new StaticListableBeanFactory(Map.of("redis", connections))
                                    .getBeanProvider(RedisConnectionFactory.class),
                            new MockEnvironment().withProperty("spring.data.redis.url", server.url()));
            assertThat(look(check)).isEqualTo(Finding.good("PONG"));
            server.close();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(look(check).state()).isEqualTo(State.BROKEN));
            connections.destroy();
        }
    }

    @Test
    void theDatabase() {
        assertThat(look("database").found()).startsWith("PostgreSQL 18.");
        HealthCheck gone = new OwnChecks()
                .databaseHealth(JdbcClient.create(
                        new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/portal", "portal", "none")));
        assertThat(look(gone).state()).isEqualTo(State.BROKEN);
    }

    private void goesFromGoodToLateAndBroken(String name, Duration late, Duration broken) {
        assertThat(look(name).state()).isEqualTo(State.GOOD);
        clock.advance(late.plusSeconds(1));
        assertThat(look(name).state()).isEqualTo(State.LATE);
        clock.advance(broken.minus(late));
        assertThat(look(name).state()).isEqualTo(State.BROKEN);
    }

    private HealthCheck check(String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Finding look(String name) {
        return look(check(name));
    }

    private static Finding look(HealthCheck check) {
        return new CheckHealth(List.of(check))
                .run(CheckHealth.LONGEST)
                .getFirst()
                .finding();
    }

    /** In the transaction of this thread. */
    private Finding here(String name) {
        try {
            return check(name).look();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RestClient faults() {
        return RestClient.create(ADDRESS);
    }

    private static void fails(String system) {
        faults().post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "system", system, "kind", "http503", "times", 1000, "pathContains", "/", "delayMillis", 10))
                .retrieve()
                .toBodilessEntity();
    }
}
