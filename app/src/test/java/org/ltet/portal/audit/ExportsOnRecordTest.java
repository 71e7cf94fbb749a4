package org.ltet.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.ImportRoles;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("What is taken out as a file is on record: by whom, by which filter, how many rows (SEC-2)")
class ExportsOnRecordTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(63_950_000);
    private static final String PASSWORD = "a pass phrase for exports";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    ImportRoles imports;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    JdbcClient jdbc;

    private String admin = "";

    @BeforeEach
    void aSystemAdmin() {
        admin = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(admin, "Admin", null, PASSWORD, Accounts.everywhere(Role.SYSTEM_ADMIN)));
    }

    @Test
    void theAuditTrailWithAsManyRowsAsTheFileHas() {
        UUID application = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            currentUser.runAs(
                    User.system("test"),
                    () -> transactions.executeWithoutResult(status -> events.publishEvent(
                            Audited.of("test.done", "test", "1").inApplication(application, "S13"))));
        }
        WebSession desk = WebSession.signedIn(port, admin, PASSWORD);
        String file = desk.get("/audit/export?application=" + application).body();
        assertThat(file.lines()).hasSize(4);
        assertThat(last("audit.exported"))
                .containsAllEntriesOf(Map.of("rows", "3", "application", application.toString()));

        // the entry of an export matches this filter itself, and belongs to the next one
        long rows = desk.get("/audit/export?actor=" + admin).body().lines().count() - 1;
        assertThat(last("audit.exported")).containsAllEntriesOf(Map.of("rows", Long.toString(rows), "actor", admin));
    }

    @Test
    @DisplayName("A filter that cannot be read exports nothing instead of everything (SEC-2)")
    void nothingForAFilterThatCannotBeRead() {
        WebSession desk = WebSession.signedIn(port, admin, PASSWORD);
        for (String filter : List.of("application=garbage", "from=abc", "to=31-31-2026")) {
            var answer = desk.get("/audit/export?" + filter);
            assertThat(answer.statusCode()).as(filter).isEqualTo(422);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        }
    }

    @Test
    void theReportOnAFileOfRoleChanges() {
        UUID id = imports.tryOut(
                "roles.csv",
                new ByteArrayInputStream("""
                        number,role,action,ics,regions,schemes,until,reason
                        99999998,SCRUTINY_OFFICER,REVOKE,,,,,moved away
                        99999999,SCRUTINY_OFFICER,GRANT,,,,,joins
                        """.getBytes(StandardCharsets.UTF_8)),
                accounts.user(admin).orElseThrow());
        String file = WebSession.signedIn(port, admin, PASSWORD)
                .get("/operations/role-imports/" + id + "/report")
                .body();
        assertThat(file.lines()).hasSize(3);
        assertThat(last("roleImport.exported")).containsEntry("rows", "2");
    }

    /** The changes of the last entry of this person. */
    private Map<String, String> last(String action) {
        return jdbc
                .sql("""
                        select c ->> 'field' as field, c ->> 'to' as value
                        from (select changes from audit.entry where action = ? and actor_number = ?
                            order by at desc, id desc limit 1) e, jsonb_array_elements(e.changes) c
                        where c ->> 'to' is not null
                        """)
                .params(action, admin)
                .query((row, index) -> Map.entry(row.getString("field"), row.getString("value")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
