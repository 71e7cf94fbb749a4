package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ltet.portal.testing.TestDatabase;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.client.RestClient;

/**
 * Kills the portal with SIGKILL at random moments between the voucher and the bank's answer, starts it again, and proves
 * in the end that every voucher was paid once. How often: {@code -Dkill.times}; the moments follow {@code -Dkill.seed}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName(
        "However often the portal is killed, each voucher is paid once and all totals are equal (PAY-3, PAY-5, PAY-6)")
class KillTest {

    private static final int TIMES = Integer.getInteger("kill.times", 3);
    private static final long SEED = Long.getLong("kill.seed", 20_261_123L);
    private static final int FRESH = 3;
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);

    private final Map<String, Object> database = TestDatabase.freshDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(setting("url"), setting("username"), setting("password")));
    private final Path data = Path.of("target", "kill-data");
    private final ConfigurableApplicationContext simulators = SimulatorsApplication.start(
            "--server.port=0", "--simulators.hrms.people=10", "--simulators.mailbox.smtp-port=0");
    private final String address = "http://127.0.0.1:"
            + Objects.requireNonNull(simulators.getEnvironment().getProperty("local.server.port"));
    private final RestClient bank = RestClient.create(address);
    private final Random random = new Random(SEED);
    private final List<String> report = Collections.synchronizedList(new ArrayList<>());
    private int starts;

    /** A running portal whose words are read line by line. */
    private record Running(Process process, BufferedReader words) {

        /** Reads until the portal says this. */
        void hears(String wanted, List<String> said) throws IOException {
            String line = words.readLine();
            while (line != null && !line.equals(wanted)) {
                said.add(line);
                line = words.readLine();
            }
            assertThat(line)
                    .as(
                            "the portal says %s, after %s",
                            wanted, said.subList(Math.max(0, said.size() - 30), said.size()))
                    .isEqualTo(wanted);
        }
    }

    private String setting(String name) {
        return Objects.requireNonNull(database.get("spring.datasource." + name)).toString();
    }

    @BeforeAll
    void theBankPaysEverything() throws IOException {
        if (Files.exists(data)) {
            try (var files = Files.walk(data)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
        bank.post()
                .uri("/bank/admin/scenario")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("scenario", "all-paid"))
                .retrieve()
                .toBodilessEntity();
    }

    @AfterAll
    void endsTheBank() {
        simulators.close();
    }

    @Test
    void everyVoucherIsPaidOnceThoughThePortalIsKilledAgainAndAgain() throws Exception {
        long whole = undisturbed();
        int hits = 0;
        for (int kill = 1; kill <= TIMES; kill++) {
            Running portal = start(FRESH);
            portal.hears("READY", new ArrayList<>());
            long moment = random.nextLong(whole);
            boolean ended = portal.process().waitFor(moment, TimeUnit.MILLISECONDS);
            portal.process().destroyForcibly().waitFor();
            String found = standing();
            boolean open = count("select count(*) from payments.voucher where state <> 'PAID'")
                            + count("select count(*) from payments.batch where state <> 'RECONCILED'")
                    > 0;
            report.add("kill %d after %d of %d ms: %s%s"
                    .formatted(
                            kill, moment, whole, found, ended ? ", had ended" : open ? "" : ", had paid everything"));
            hits += open ? 1 : 0;
            assertNothingPaidTwice();
        }
        List<String> said = new ArrayList<>();
        Running last = start(0);
        last.hears("DONE", said);
        last.process().waitFor();
        said.stream().filter(line -> line.startsWith("LEVEL")).forEach(report::add);
        assertEverythingPaidOnce();
        report.add("%d kills, %d of them while money was on its way, %d vouchers, seed %d"
                .formatted(TIMES, hits, count("select count(*) from payments.voucher"), SEED));
        Files.write(Path.of("target", "kill-report.txt"), report);
        report.forEach(System.out::println);
    }

    /** How long the steps take when nobody kills the portal, in milliseconds. */
    private long undisturbed() throws Exception {
        Running portal = start(FRESH);
        List<String> said = new ArrayList<>();
        portal.hears("READY", said);
        long from = System.nanoTime();
        portal.hears("SETTLED", said);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        portal.hears("DONE", said);
        portal.process().waitFor();
        return took;
    }

    private Running start(int fresh) throws IOException {
        starts++;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        Map<String, String> properties = new HashMap<>(Map.of(
                "portal.data-directory", data.toString(),
                "portal.jobs.polling-interval", "200ms",
                "portal.integrations.bank.url", address + "/bank/h2h",
                "portal.integrations.simulators", address,
                "portal.payments.statements.poll-interval", "10h",
                "server.port", "0",
                "spring.main.banner-mode", "off",
                "logging.level.root", "ERROR"));
        database.forEach((key, value) -> properties.put(key, value.toString()));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(KilledPortal.class.getName(), Integer.toString(fresh), Integer.toString(starts)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit()
                .orTimeout(STARTS_WITHIN.plusMinutes(5).toSeconds(), TimeUnit.SECONDS)
                .whenComplete((done, late) -> {
                    if (late != null) {
                        process.destroyForcibly();
                    }
                });
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Running(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** In which states the kill left vouchers and batches. */
    private String standing() {
        return String.join(", ", jdbc.sql("""
                        select 'vouchers ' || state || ' ' || count(*) from payments.voucher group by state
                        union all select 'batches ' || state || ' ' || count(*) from payments.batch group by state
                        order by 1
                        """).query(String.class).list());
    }

    private void assertNothingPaidTwice() {
        for (String reference : jdbc.sql("select end_to_end_id from payments.payment")
                .query(String.class)
                .list()) {
            assertThat(timesPaid(reference)).as(reference).isLessThanOrEqualTo(1);
        }
        assertThat(count("""
                select count(*) from (select voucher_id from payments.payment where state in ('CREATED', 'RELEASED', 'PAID')
                    group by voucher_id having count(*) > 1) twice
                """)).isZero();
        assertThat(count("select coalesce(sum(debit - credit), 0) from payments.ledger_line"))
                .as("the ledger balances at every commit that was kept")
                .isZero();
        assertThat(count("""
                select count(*) from payments.batch b
                cross join lateral (select count(*) count, coalesce(sum(p.amount), 0) sum from payments.payment p
                    where p.batch_id = b.id) held
                where b.state <> 'OPEN' and (b.payment_count, b.control_sum) is distinct from (held.count, held.sum)
                """)).as("no half batch").isZero();
        assertThat(count("""
                select count(*) from payments.batch b where (b.state in ('RELEASED', 'PARTLY_RECONCILED', 'RECONCILED'))
                    <> exists (select 1 from payments.release r where r.batch_id = b.id)
                """))
                .as("a file for each release and for nothing else")
                .isZero();
    }

    private void assertEverythingPaidOnce() {
        assertNothingPaidTwice();
        List<String> references = jdbc.sql("select end_to_end_id from payments.payment")
                .query(String.class)
                .list();
        assertThat(references).hasSize((TIMES + 1) * FRESH);
        for (String reference : references) {
            assertThat(timesPaid(reference)).as(reference).isEqualTo(1);
        }
        assertThat(count("select count(*) from payments.voucher where state <> 'PAID'"))
                .as("none is lost")
                .isZero();
        assertThat(count("select count(*) from applications.application where state <> 'DISBURSED'"))
                .isZero();
        List<String> files = jdbc.sql("select file_name from payments.release order by 1")
                .query(String.class)
                .list();
        assertThat(received())
                .as("each file once at the bank, and no other")
                .containsExactlyInAnyOrderElementsOf(files);
        BigDecimal all = new BigDecimal(references.size()).multiply(new BigDecimal("6000.00"));
        for (String total : List.of(
                "select sum(sanctioned) from applications.application",
                "select sum(amount) from applications.utilisation where cancelled_at is null",
                "select sum(amount) from payments.voucher",
                "select sum(amount) from payments.payment",
                "select sum(control_sum) from payments.batch where state = 'RECONCILED'",
                "select sum(amount) from payments.bank_entry where kind = 'DEBIT' and outcome = 'PAID'",
                "select sum(credit - debit) from payments.ledger_line where account = 'BANK'")) {
            assertThat(jdbc.sql(total).query(BigDecimal.class).single())
                    .as(total)
                    .isEqualByComparingTo(all);
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private int timesPaid(String reference) {
        Map<String, Object> paid = Objects.requireNonNull(bank.get()
                .uri("/bank/admin/payments/{id}", reference)
                .retrieve()
                .body(new ParameterizedTypeReference<>() {}));
        return ((Number) Objects.requireNonNull(paid.get("timesPaid"))).intValue();
    }

    private List<String> received() {
        return Objects.requireNonNull(bank.get()
                        .uri("/bank/admin/files")
                        .retrieve()
                        .body(new ParameterizedTypeReference<List<Map<String, Object>>>() {}))
                .stream()
                .map(file -> String.valueOf(file.get("name")))
                .toList();
    }
}
