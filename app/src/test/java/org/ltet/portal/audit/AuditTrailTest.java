package org.ltet.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
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
            assertThat(broken)
                    .anyMatch(link ->
                            link.entryId() == ids.get(0) && link.problem().equals("CHANGED"))
                    .anyMatch(link ->
                            link.entryId() == ids.get(2) && link.problem().equals("REMOVED"))
                    .anyMatch(link -> link.problem().equals("INSERTED"))
                    .hasSize(3);
            status.setRollbackOnly();
        });
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
