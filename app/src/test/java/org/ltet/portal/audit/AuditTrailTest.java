package org.ltet.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** SEC-2. */
@PortalTest
class AuditTrailTest {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Chain chain;

    @Autowired
    Trail trail;

    @Autowired
    VerifyCommand command;

    @Autowired
    Anchors anchors;

    @Autowired
    RetireAnchorsCommand retire;

    @Autowired
    Accounts accounts;

    @Autowired
    TestClock clock;

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @Test
    void keepsWhoDidWhatWithOldAndNewValue() {
        UUID application = UUID.randomUUID();
        write(application, "first");
        assertThat(trail.find(new Trail.Search(null, null, application, null, null, null), null, 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actorNumber()).isEqualTo("system:test");
                    assertThat(entry.changes()).containsExactly(new Audited.Change("state", "DRAFT", "SUBMITTED"));
                    assertThat(entry.reason()).isEqualTo("first");
                });
    }

    @Test
    void refusesAnEntryOutsideTheTransactionOfItsChange() {
        assertThatThrownBy(() -> events.publishEvent(Audited.of("test.done", "test", "1")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void writesNothingWhenTheChangeIsRolledBack() {
        UUID application = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            events.publishEvent(Audited.of("test.done", "test", "1").inApplication(application, "S13"));
            status.setRollbackOnly();
        });
        assertThat(trail.find(new Trail.Search(null, null, application, null, null, null), null, 10))
                .isEmpty();
    }

    @Test
    void refusesToChangeOrRemoveEntries() {
        write(UUID.randomUUID(), "kept");
        for (String attack : List.of(
                "update audit.entry set reason = 'other'",
                "delete from audit.entry",
                "truncate audit.entry cascade",
                "update audit.link set place = place + 1",
                "delete from audit.link")) {
            chain.linkWaiting();
            assertThatThrownBy(() -> jdbc.sql(attack).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void chainsEntriesWrittenByManyAtOnce() {
        UUID application = UUID.randomUUID();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 200).forEach(i -> threads.execute(() -> write(application, "entry " + i)));
            IntStream.range(0, 4).forEach(i -> threads.execute(chain::linkWaiting));
        }
        chain.linkWaiting();
        assertThat(chain.broken()).isEmpty();
        assertThat(jdbc.sql(
                                "select count(*) from audit.link l join audit.entry e on e.id = l.entry_id where e.application_id = ?")
                        .param(application)
                        .query(Integer.class)
                        .single())
                .isEqualTo(200);
    }

    @Test
    void namesAnEntryThatWasChangedRemovedOrSlippedIn() {
        UUID application = UUID.randomUUID();
        for (int i = 0; i < 4; i++) {
            write(application, "entry " + i);
        }
        chain.linkWaiting();
        List<Long> ids = jdbc.sql("select id from audit.entry where application_id = ? order by id")
                .param(application)
                .query(Long.class)
                .list();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update audit.entry set reason = 'forged' where id = ?")
                    .param(ids.get(0))
                    .update();
            jdbc.sql("delete from audit.entry where id = ?").param(ids.get(2)).update();
            jdbc.sql("""
                            insert into audit.entry (at, actor_account, actor_number, actor_name, actor_roles, action,
                                object_type, object_id, changes)
                            values (now(), gen_random_uuid(), 'x', 'x', '', 'test.forged', 'test', '1', '[]')
                            """).update();
            List<Chain.Broken> broken = chain.broken();
            assertThat(broken.stream().filter(link -> link.entryId() != 0))
                    .anyMatch(link ->
                            link.entryId() == ids.get(0) && link.problem().equals("CHANGED"))
                    .anyMatch(link ->
                            link.entryId() == ids.get(2) && link.problem().equals("REMOVED"))
                    .anyMatch(link -> link.problem().equals("INSERTED"))
                    .hasSize(3);
            status.setRollbackOnly();
        });
    }

    @Test
    void namesAnEntryThatSomebodyElseWroteThroughTheTriggersOfTheDatabase() {
        write(UUID.randomUUID(), "by the portal");
        chain.linkWaiting();
        transactions.executeWithoutResult(status -> {
            Long forged = jdbc.sql("""
                            insert into audit.entry (at, actor_account, actor_number, actor_name, actor_roles, action,
                                object_type, object_id, changes)
                            values (now(), gen_random_uuid(), '10000018', 'The head', 'HEAD', 'test.forged', 'test', '1', '[]')
                            returning id
                            """).query(Long.class).single();
            jdbc.sql("select audit.link_waiting(1000)").query(Integer.class).single();
            assertThat(chain.broken()).contains(new Chain.Broken(lastPlace(), forged, "FORGED"));
            status.setRollbackOnly();
        });
    }

    @Test
    void findsAnEndThatWasCutOffAndAChainThatWasWrittenAnew() {
        UUID application = UUID.randomUUID();
        write(application, "first");
        write(application, "last");
        chain.anchor();
        assertThat(chain.broken()).isEmpty();
        long last = lastPlace();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("delete from audit.entry where id = (select entry_id from audit.link where place = ?)")
                    .param(last)
                    .update();
            jdbc.sql("delete from audit.link where place = ?").param(last).update();
            assertThat(chain.broken()).containsExactly(new Chain.Broken(last, 0, "CUT_OFF"));
            assertThat(command.report((Instant) null, NOWHERE)).isEqualTo(3);
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update audit.link set hash = sha256('other'::bytea) where place = ?")
                    .param(last)
                    .update();
            assertThat(chain.broken()).contains(new Chain.Broken(last, 0, "REWRITTEN"));
            status.setRollbackOnly();
        });
    }

    @Test
    @DisplayName(
            "OPS-6: after a restore, anchors of the lost time are told, and put aside by a named person; no others are")
    void tellsAnchorsOfALostTimeFromATrailThatWasCut() throws IOException {
        write(UUID.randomUUID(), "kept");
        chain.anchor();
        long kept = lastPlace();
        Instant before = clock.instant().minusSeconds(1);
        clock.advance(Duration.ofMinutes(10));
        Instant moment = clock.instant();
        clock.advance(Duration.ofMinutes(10));
        write(UUID.randomUUID(), "lost");
        chain.anchor();
        long lost = lastPlace();
        assertThat(lost).isGreaterThan(kept);
        if (accounts.byEmployeeNumber("10097301").isEmpty()) {
            accounts.open(new NewAccount("10097301", "Lead of the day", null, null, Accounts.everywhere(Role.MEMBER)));
            chain.linkWaiting();
        }
        transactions.executeWithoutResult(status -> {
            backTo(kept);
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            assertThat(command.report(moment, new PrintStream(said, true, StandardCharsets.UTF_8)))
                    .isZero();
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("1 anchors were made after " + moment + ", the last at place " + lost)
                    .contains("The audit trail is whole: ");
            assertThat(command.report(clock.instant(), NOWHERE))
                    .as("an anchor of before the moment is a trail that was cut")
                    .isEqualTo(3);

            // the restored database serves, and other entries reach the places of the lost ones
            clock.advance(Duration.ofMinutes(10));
            while (lastPlace() < lost) {
                write(UUID.randomUUID(), "written since");
                chain.linkWaiting();
            }
            assertThat(chain.broken()).containsExactly(new Chain.Broken(lost, 0, "REWRITTEN"));
            assertThat(command.report(moment, NOWHERE)).isZero();
            assertThat(command.report(before, NOWHERE))
                    .as("what was written since the moment that is told, but before the anchor, is not in question")
                    .isZero();

            assertThat(retire.retire(moment, "10097399", "Restored", NOWHERE)).isEqualTo(1);
            assertThat(retire.retire(moment, "10097301", " ", NOWHERE)).isEqualTo(1);
            assertThat(retire.retire(null, "10097301", "Restored", NOWHERE)).isEqualTo(64);
            assertThat(retire.retire(moment.plus(Duration.ofDays(1)), "10097301", "Restored", NOWHERE))
                    .isEqualTo(1);
            assertThat(chain.broken()).as("nothing was put aside yet").hasSize(1);

            assertThat(retire.retire(moment, "10097301", "Restored after the loss of the zone", NOWHERE))
                    .isZero();
            chain.linkWaiting();
            assertThat(chain.broken()).as("what is looked at every night").isEmpty();
            assertThat(trail.find(new Trail.Search(null, "audit.anchorsRetired", null, null, null, null), null, 1))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.reason()).isEqualTo("Restored after the loss of the zone"))
                    .satisfies(entry -> assertThat(entry.changes())
                            .contains(new Audited.Change("by", null, "10097301 Lead of the day"))
                            .contains(new Audited.Change("lastPlace", null, Long.toString(lost))));
            assertThat(retire.retire(moment, "10097301", "Again", NOWHERE)).isZero();
            status.setRollbackOnly();
        });
        Path aside = aside();
        try {
            assertThat(Files.readString(aside.resolve("why.json")))
                    .contains("10097301", "Restored after the loss of the zone", moment.toString());
            assertThat(chain.broken())
                    .as("the database remembers its anchors itself: none is put aside without being missed")
                    .containsExactly(new Chain.Broken(lost, 0, "ANCHOR_MISSING"));
        } finally {
            String file = "anchor-%015d.json".formatted(lost);
            Files.move(aside.resolve(file), anchorFolder().resolve(file));
            Files.delete(aside.resolve("why.json"));
            Files.delete(aside);
        }
        assertThat(chain.broken()).isEmpty();
    }

    /** As a backup brings it back that was made when the trail reached as far as this. */
    private void backTo(long place) {
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("delete from audit.entry e using audit.link l where l.entry_id = e.id and l.place > ?")
                .param(place)
                .update();
        jdbc.sql("delete from audit.link where place > ?").param(place).update();
        jdbc.sql("delete from audit.anchor where place > ?").param(place).update();
        jdbc.sql("set local session_replication_role = origin").update();
    }

    private Path aside() throws IOException {
        try (Stream<Path> files = Files.list(anchorFolder())) {
            return files.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void findsAnAnchorThatWasChangedOrTakenAway() throws IOException {
        write(UUID.randomUUID(), "anchored");
        chain.anchor();
        Path anchor = anchorFolder().resolve("anchor-%015d.json".formatted(lastPlace()));
        String kept = Files.readString(anchor);
        Files.delete(anchor);
        try {
            assertThat(chain.broken()).containsExactly(new Chain.Broken(lastPlace(), 0, "ANCHOR_MISSING"));
            Files.writeString(anchor, kept.replaceFirst("\"hash\":\"..", "\"hash\":\"00"));
            assertThat(chain.broken()).contains(new Chain.Broken(null, 0, "ANCHOR_FORGED"));
        } finally {
            Files.writeString(anchor, kept);
        }
        assertThat(chain.broken()).isEmpty();
    }

    @Test
    void aFunctionOfTheDatabaseThatWasExchangedDeceivesNobody() {
        UUID application = UUID.randomUUID();
        write(application, "true");
        chain.linkWaiting();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update audit.entry set reason = 'false' where application_id = ?")
                    .param(application)
                    .update();
            jdbc.sql("""
                    create or replace function audit.hash_of(previous bytea, e audit.entry) returns bytea
                    language sql immutable as 'select previous'
                    """).update();
            assertThat(chain.broken()).anyMatch(link -> link.problem().equals("CHANGED"));
            status.setRollbackOnly();
        });
    }

    @Test
    void theCommandSaysWhetherTheTrailIsWholeAndNotesThatItLooked() {
        write(UUID.randomUUID(), "checked");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(command.report((Instant) null, new PrintStream(said, true, StandardCharsets.UTF_8)))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("The audit trail is whole: ");
        assertThat(chain.checks()).extracting(Chain.Checked::askedBy).contains("command");
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            Long id = jdbc.sql(
                            "delete from audit.entry where (at, id) = (select at, id from audit.entry order by at, id limit 1) returning id")
                    .query(Long.class)
                    .single();
            said.reset();
            assertThat(command.report((Instant) null, new PrintStream(said, true, StandardCharsets.UTF_8)))
                    .isEqualTo(3);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("REMOVED " + id);
            status.setRollbackOnly();
        });
    }

    @Test
    void liesByMonthsAndMakesThemAheadAndAlsoLate() {
        Instant before = clock.instant();
        UUID application = UUID.randomUUID();
        try {
            clock.setTo(Instant.parse("2031-05-31T18:29:59.999999Z"));
            write(application, "the last moment of May in India");
            clock.setTo(Instant.parse("2031-05-31T18:30:00Z"));
            write(application, "the first of June");
            chain.makeMonthsAhead();
        } finally {
            clock.setTo(before);
        }
        assertThat(jdbc.sql("select tableoid::regclass::text from audit.entry where application_id = ? order by at")
                        .param(application)
                        .query(String.class)
                        .list())
                .containsExactly("audit.entry_2031_05", "audit.entry_2031_06");
        assertThat(jdbc.sql("select to_regclass('audit.entry_2031_09') is not null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        chain.linkWaiting();
        for (String attack : List.of(
                "delete from audit.entry_2031_05",
                "update audit.entry_2031_06 set reason = ''",
                "truncate audit.entry_2031_05")) {
            assertThatThrownBy(() -> jdbc.sql(attack).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void turnsPagesThatNeitherRepeatNorSkip() {
        UUID application = UUID.randomUUID();
        for (int i = 0; i < 7; i++) {
            write(application, "entry " + i);
        }
        Trail.Search search = new Trail.Search(null, null, application, null, null, null);
        List<String> seen = new ArrayList<>();
        Trail.Key before = null;
        List<Trail.Entry> page = trail.find(search, before, 3);
        while (!page.isEmpty()) {
            page.forEach(entry -> seen.add(String.valueOf(entry.reason())));
            before = Trail.Key.read(page.getLast().key()).orElseThrow();
            page = trail.find(search, before, 3);
        }
        assertThat(seen).containsExactly("entry 6", "entry 5", "entry 4", "entry 3", "entry 2", "entry 1", "entry 0");
    }

    @Test
    void keepsConfidentialValuesSealedAndNotesWhoLooksAtThem() {
        UUID application = UUID.randomUUID();
        transactions.executeWithoutResult(status -> events.publishEvent(Audited.of("test.done", "test", "1")
                .inApplication(application, "S02")
                .changedInConfidence("familyIncome", "734321", "734322")));
        Trail.Search search = new Trail.Search(null, null, application, null, null, null);
        Trail.Entry masked = trail.find(search, null, 1).getFirst();
        assertThat(masked.changes()).containsExactly(new Audited.Change("familyIncome", null, null, true));
        assertThat(jdbc.sql("select e::text from audit.entry e where application_id = ?")
                        .param(application)
                        .query(String.class)
                        .single())
                .contains("familyIncome")
                .doesNotContain("73432");

        Trail.Entry open = trail.unmasked(Trail.Key.read(masked.key()).orElseThrow());
        assertThat(open.changes()).containsExactly(new Audited.Change("familyIncome", "734321", "734322", true));
        assertThat(trail.find(search, null, 1).getFirst())
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("audit.unmasked"))
                .satisfies(entry -> assertThat(entry.objectId()).isEqualTo(Long.toString(masked.id())));
    }

    @Test
    void anExportDisarmsFormulas() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        UUID application = UUID.randomUUID();
        for (String formula : List.of("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", " =1", "\r=1")) {
            write(application, formula);
        }
        write(application, "harmless");
        try (TrailCsv csv = new TrailCsv(file, StandardCharsets.UTF_8)) {
            trail.each(new Trail.Search(null, null, application, null, null, null), Long.MAX_VALUE, csv::write);
        }
        assertThat(file.toString(StandardCharsets.UTF_8))
                .contains(",'=HYPERLINK(1)", ",'+1", ",'-1", ",'@SUM(1)", "'\t=1", ",' =1", "\"'\r=1\"", ",harmless");
    }

    private long lastPlace() {
        return jdbc.sql("select max(place) from audit.link").query(Long.class).single();
    }

    private Path anchorFolder() {
        return (Path) Objects.requireNonNull(ReflectionTestUtils.getField(anchors, "folder"));
    }

    private void write(UUID application, String reason) {
        currentUser.runAs(
                User.system("test"),
                () -> transactions.executeWithoutResult(
                        status -> events.publishEvent(Audited.of("test.done", "test", "1")
                                .inApplication(application, "S13")
                                .changed("state", "DRAFT", "SUBMITTED")
                                .changed("level", null, null)
                                .because(reason))));
    }
}
