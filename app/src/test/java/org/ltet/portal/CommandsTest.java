package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.testing.TestDatabase;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The portal as a process of its own, as ECS starts it. */
@DisplayName("With a command the portal does that and ends: nobody reaches it and it takes no work (OPS-3)")
class CommandsTest {

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final ConfigurableApplicationContext SIMULATORS = SimulatorsApplication.start(
            "--server.port=0", "--simulators.hrms.people=50", "--simulators.mailbox.smtp-port=0");
    private static final Map<String, Object> DATABASE = TestDatabase.freshDatabase();

    @TempDir
    static Path folder;

    /** What a command did: how it ended, what it printed, whether one of its ports took a call meanwhile. */
    private record Ended(int status, String said, boolean reachable) {}

    /** Commands that only look make no tables: somebody must have started a portal before. */
    @BeforeAll
    static void migrate() throws Exception {
        Ended ended = run(DATABASE, "--migrate");
        assertThat(ended.status()).as(ended.said()).isZero();
    }

    @AfterAll
    static void stop() {
        SIMULATORS.close();
    }

    @ParameterizedTest
    @CsvSource({
        "--check-money, true",
        "--archive-audit=2026-08, true",
        "--create-admin=10000019, true",
        "--verify-audit, true",
        "--retire-anchors=2026-12-01T04:30:00Z, true",
        "--server.port=8080, false",
        "--spring.profiles.active=demo, false",
        "check-money, false"
    })
    void knowsACommandByItsName(String argument, boolean command) {
        assertThat(PortalApplication.isCommand("--portal.data-directory=data", argument))
                .isEqualTo(command);
    }

    @Test
    void migratesAnEmptyDatabaseAndEnds() throws Exception {
        Map<String, Object> database = TestDatabase.freshDatabase();
        Ended ended = run(database, "--migrate");
        assertThat(ended.said()).containsPattern("The database holds [0-9]{2,} migrations, 0 wait\\.");
        assertThat(ended.status()).isZero();
        assertLeftAlone(ended, database);
    }

    @Test
    void anOlderReleaseStartsOnADatabaseThatANewerOneHasChanged() throws Exception {
        Path newer = Files.createDirectories(folder.resolve("newer"));
        Files.writeString(newer.resolve("V0199__between.sql"), "create table operations.of_a_newer_release (a int);");
        Files.writeString(newer.resolve("V9999__later.sql"), "alter table operations.of_a_newer_release add b int;");
        Map<String, Object> database = TestDatabase.freshDatabase();
        Ended first = run(
                database,
                "--migrate",
                "--spring.flyway.locations=classpath:db/migration,filesystem:" + newer.toAbsolutePath());
        assertThat(first.status()).as(first.said()).isZero();

        Ended older = run(database, "--migrate");
        assertThat(older.status()).as(older.said()).isZero();
        Ended strict = run(database, "--migrate", "--spring.flyway.ignore-migration-patterns=*:pending");
        assertThat(strict.status())
                .as("without the pattern it would not start: %s", strict.said())
                .isNotZero();
    }

    @Test
    void checksMoneyAndEnds() throws Exception {
        Ended ended = run(DATABASE, "--check-money");
        assertThat(ended.said()).contains("All levels are equal.");
        assertThat(ended.status()).isZero();
        assertLeftAlone(ended, DATABASE);
    }

    @Test
    void looksAtEverythingAndEndsWith3WhenTheMailServerIsGone() throws Exception {
        Ended ended = run(DATABASE, "--check-health", "--spring.mail.port=" + freePort());
        assertThat(ended.status()).as(ended.said()).isEqualTo(3);
        assertThat(ended.said())
                .containsPattern("(?m)^database             good    PostgreSQL 18")
                .containsPattern("(?m)^mail                 broken  ")
                .containsPattern("(?m)^hr-system            good    ")
                .containsPattern("(?m)^HEALTH \\[\\{\"check\":\"audit-checked\",\"state\":\"");
        assertLeftAlone(ended, DATABASE);
    }

    @ParameterizedTest
    @CsvSource({
        "--check-health, true",
        "--check-money, true",
        "--verify-audit, true",
        "--retire-anchors=2026-12-01T04:30:00Z, true",
        "--migrate, false",
        "--create-admin=10000019, false"
    })
    void knowsWhatOnlyLooks(String argument, boolean looks) {
        assertThat(PortalApplication.onlyLooks("--portal.data-directory=data", argument))
                .isEqualTo(looks);
        assertThat(PortalApplication.onlyLooks(argument, "--migrate")).isFalse();
    }

    @Test
    void whoOnlyLooksLeavesTheTablesOfAnotherReleaseAsTheyAre() throws Exception {
        Path newer = Files.createDirectories(folder.resolve("waiting"));
        Files.writeString(newer.resolve("V9998__narrows.sql"), "alter table operations.job rename to narrowed;");
        String locations = "--spring.flyway.locations=classpath:db/migration,filesystem:" + newer.toAbsolutePath();
        long before = migrations(DATABASE);

        Ended ended = run(DATABASE, "--check-health", locations);

        assertThat(ended.said()).contains("The database lacks 1 migrations of this release and is left as it is");
        assertLeftAlone(ended, DATABASE);
        assertThat(migrations(DATABASE)).isEqualTo(before);
    }

    @Test
    void whoOnlyLooksMakesNothingOfAnEmptyDatabase() throws Exception {
        Map<String, Object> database = TestDatabase.freshDatabase();
        Ended ended = run(database, "--verify-audit");
        assertThat(ended.status()).isNotZero();
        assertThat(ended.said()).contains("no portal was ever started on this database");
        assertThat(jdbc(database)
                        .sql("select count(*) from information_schema.schemata where schema_name = 'audit'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void provesARestoredTrailOnlyForAMomentThatItIsTold() throws Exception {
        Ended without = run(DATABASE, "--verify-audit", "--restored");
        assertThat(without.said()).contains("Say to which moment");
        assertThat(without.status()).isEqualTo(64);
    }

    @Test
    void bringsPeopleInAndOnlyThenMakesOneOfThemTheFirstAdmin() throws Exception {
        Map<String, Object> database = TestDatabase.freshDatabase();
        String[] make = {"--create-admin=10000019", "--reason=Go-live, decision of the trust"};
        Ended early = run(database, make);
        assertThat(early.said()).contains("The HR system has told the portal of nobody with the number 10000019.");
        assertThat(early.status()).isEqualTo(1);

        Ended people = run(database, "--synchronise-people");
        assertThat(people.said()).contains("50 people read, ");
        assertThat(people.status()).isZero();
        assertLeftAlone(people, database);

        Ended made = run(database, make);
        assertThat(made.said()).contains("10000019 is system admin.");
        assertThat(made.status()).isZero();
        assertLeftAlone(made, database);
        assertThat(jdbc(database)
                        .sql(
                                "select reason from audit.entry where action = 'account.roleGranted' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("Go-live, decision of the trust");
    }

    private static long migrations(Map<String, Object> database) {
        return jdbc(database)
                .sql("select count(*) from public.flyway_schema_history")
                .query(Long.class)
                .single();
    }

    private static void assertLeftAlone(Ended ended, Map<String, Object> database) {
        assertThat(ended.reachable()).as("a port was open: %s", ended.said()).isFalse();
        assertThat(jdbc(database)
                        .sql("select task_name from operations.job")
                        .query(String.class)
                        .list())
                .as("the scheduler writes its recurring jobs there when it starts")
                .isEmpty();
    }

    private static Ended run(Map<String, Object> database, String... arguments) throws Exception {
        int port = freePort();
        int plainPort = freePort();
        String simulators = "http://127.0.0.1:"
                + Objects.requireNonNull(SIMULATORS.getEnvironment().getProperty("local.server.port"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                shipped(),
                PortalApplication.class.getName(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=error",
                "--server.port=" + port,
                "--portal.web.plain-port=" + plainPort,
                "--portal.data-directory=" + folder.toAbsolutePath().resolve("data"),
                "--portal.integrations.simulators=" + simulators));
        database.forEach((key, value) -> command.add("--" + key + "=" + value));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean reachable = false;
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            while (process.isAlive()) {
                reachable |= answers(port) || answers(plainPort);
                assertThat(System.nanoTime()).as("it does not end: %s", output).isLessThan(end);
                Thread.sleep(50);
            }
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8), reachable);
    }

    /** The class path without the classes of tests. */
    private static String shipped() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static JdbcClient jdbc(Map<String, Object> database) {
        return JdbcClient.create(new DriverManagerDataSource(
                setting(database, "url"), setting(database, "username"), setting(database, "password")));
    }

    private static String setting(Map<String, Object> database, String name) {
        return Objects.requireNonNull(database.get("spring.datasource." + name)).toString();
    }
}
