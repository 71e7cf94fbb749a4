package org.ltet.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("A closed month of the trail as a file that can be checked by itself (SEC-2, SEC-5)")
class ArchiveTest {

    private static final YearMonth MONTH = YearMonth.of(2031, 7);
    private static final String PASSWORD = "a pass phrase for archives";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    TrailArchive archive;

    @Autowired
    VerifyCommand verify;

    @Autowired
    ConfigurableApplicationContext context;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @TempDir
    Path folder;

    private final UUID application = UUID.randomUUID();

    @BeforeEach
    void aMonthThatHasEnded() {
        clock.setTo(Instant.parse("2031-06-30T18:30:00Z"));
        write("the first moment of July in India");
        clock.setTo(Instant.parse("2031-07-31T18:29:59.999999Z"));
        write("the last");
        clock.setTo(Instant.parse("2031-07-31T18:30:00Z"));
        write("of August");
    }

    @AfterEach
    void backToToday() {
        clock.reset();
    }

    @Test
    void holdsTheEntriesOfTheMonthSealedValuesAsTheyLieAndIsFoundWhole() throws IOException {
        Path file = folder.resolve("july.gz");
        TrailArchive.Archived written = archive.write(MONTH, file);
        List<String> lines = lines(file);
        assertThat(lines).hasSize(Math.toIntExact(written.entries()) + 2);
        assertThat(String.join("\n", lines))
                .contains("the first moment of July in India", "the last")
                .doesNotContain("of August", "734321");
        assertThat(report(file)).isZero();
        assertThat(jdbc.sql("""
                        select changes::text from audit.entry where action = 'audit.archived' and position(? in changes::text) > 0
                        """).param(written.sha256()).query(String.class).single())
                .as("the trail keeps the hash of what was taken out")
                .contains("\"" + written.entries() + "\"");
    }

    @Test
    void isNotFoundWholeWhateverIsDoneToIt() throws IOException {
        Path file = folder.resolve("july.gz");
        archive.write(MONTH, file);
        List<String> lines = lines(file);
        int at = indexOf(lines, "the last");

        List<String> changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at).replace("the last", "the lost"));
        assertThat(check(changed).problems())
                .anyMatch(problem -> problem.startsWith("CHANGED"))
                .contains("CUT_OFF");

        List<String> removed = new ArrayList<>(lines);
        removed.remove(at);
        assertThat(check(removed).problems()).contains("CUT_OFF");

        assertThat(check(lines.subList(0, lines.size() - 1)).problems()).isNotEmpty();
        assertThat(check(lines.subList(0, 1)).problems()).isNotEmpty();

        List<String> exchanged = new ArrayList<>(lines);
        exchanged.set(at, lines.get(at - 1));
        exchanged.set(at - 1, lines.get(at));
        assertThat(check(exchanged).problems()).anyMatch(problem -> problem.startsWith("OUT_OF_CHAIN"));

        List<String> otherMonth = new ArrayList<>(lines);
        otherMonth.set(0, lines.getFirst().replace("2031-07", "2031-06"));
        assertThat(check(otherMonth).problems()).containsExactly("CUT_OFF");

        Path nonsense = Files.writeString(folder.resolve("nonsense"), "no archive at all");
        assertThat(report(nonsense)).isEqualTo(3);
    }

    @Test
    void aForgerWithoutTheKeyCannotEndItAnew() throws IOException {
        Path file = folder.resolve("july.gz");
        archive.write(MONTH, file);
        List<String> shorter = new ArrayList<>(lines(file));
        shorter.remove(indexOf(shorter, "the last"));
        String end = shorter.removeLast();
        byte[] before = (String.join("\n", shorter) + "\n").getBytes(StandardCharsets.UTF_8);
        String hash = java.util.HexFormat.of().formatHex(TrailArchive.sha256().digest(before));
        shorter.add(end.replaceFirst("\"sha256\":\"[0-9a-f]+\"", "\"sha256\":\"" + hash + "\"")
                .replaceFirst("\"entries\":\\d+", "\"entries\":" + (shorter.size() - 1)));
        assertThat(check(shorter).problems()).contains("CUT_OFF");
    }

    @Test
    void theCommandWritesEachMonthOnceAndOnlyWhenItHasEnded() throws IOException {
        ArchiveCommand command = new ArchiveCommand(archive, currentUser, context, folder);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(command.archive("2031-07", out)).isZero();
        assertThat(report(folder.resolve("audit-2031-07.ndjson.gz"))).isZero();
        assertThat(command.archive("2031-07", out)).isEqualTo(2);
        assertThat(command.archive("2031-08", out)).isEqualTo(2);
        assertThat(command.archive("last month", out)).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("entries, SHA-256", "never written over", "not ended");
        assertThatThrownBy(() -> archive.write(YearMonth.of(2031, 8), folder.resolve("x")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theScreenOffersTheMonthsThatHaveEnded() throws IOException {
        clock.reset();
        clock.setTo(Instant.parse("2031-08-02T06:00:00Z"));
        String head = "63980001";
        accounts.open(new NewAccount(head, "Head", null, PASSWORD, Accounts.everywhere(Role.HEAD)));
        WebSession desk = WebSession.signedIn(port, head, PASSWORD);
        assertThat(desk.get("/audit/verification").body())
                .contains("<option value=\"2031-07\">")
                .doesNotContain("<option value=\"2031-08\">");
        assertThat(desk.post("/audit/archive", Map.of("month", "2031-08")).statusCode())
                .isEqualTo(422);
        var answer = desk.post("/audit/archive", Map.of("month", "2031-07"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"audit-2031-07.ndjson.gz\"");
    }

    private void write(String reason) {
        currentUser.runAs(
                User.system("test"),
                () -> transactions.executeWithoutResult(
                        status -> events.publishEvent(Audited.of("test.done", "test", "1")
                                .inApplication(application, "S13")
                                .changedInConfidence("familyIncome", "734321", "734322")
                                .because(reason))));
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = lines.size() - 1; i > 0; i--) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError("No line with " + part);
    }

    private int report(Path file) {
        return verify.report(
                List.of(file.toString()), new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    private ArchiveCheck.Checked check(List<String> lines) throws IOException {
        Path file = folder.resolve("tampered.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return context.getBean(ArchiveCheck.class).check(file);
    }

    private static List<String> lines(Path file) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
